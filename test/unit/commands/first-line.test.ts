import assert from 'node:assert/strict';
import { firstLine } from '../../../native-host/commands/first-line';

async function* stream(...pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
const pieces = (...texts: string[]) => texts.map((text) => Buffer.from(text));

describe('The first line of standard input', () => {
  it('is read without its end, however it comes', async () => {
    for (const texts of [['12345\n'], ['12345\r\n'], ['123', '45\nmore\n'], ['12345']]) {
      assert.equal((await firstLine(stream(...pieces(...texts)))).toString(), '12345', JSON.stringify(texts));
    }
  });

  it('may be empty, but must be there', async () => {
    assert.equal((await firstLine(stream(...pieces('\n')))).length, 0);
    await assert.rejects(firstLine(stream()), { code: 'pin.cancelled' });
  });

  it('leaves nothing of itself in the pieces that it came in: it is a PIN', async () => {
    const came = pieces('123', '45\n');
    await firstLine(stream(...came));
    assert.deepEqual(came.map((piece) => piece.toString()), ['\0\0\0', '\0\0\n']);
  });

  it('is not waited for without end', async () => {
    assert.equal((await firstLine(stream(...pieces('1'.repeat(2000), '2')))).length, 2000);
  });
});
