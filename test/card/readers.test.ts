import assert from 'node:assert/strict';
import { inventedCard, INVENTED_PIN, VpcdDoor, type VirtualCard } from '../../devkit/card';
import type { Issued } from '../../devkit/pki/authority';
import { createTestPki } from '../../devkit/pki/pki';
import { PcscReaders } from '../../native-host/readers/pcsc-readers';
import type { CardConnection, ReadersState } from '../../native-host/readers/readers';
import { VarcoError, type ErrorCode } from '../../shared/errors';
import { OtherProgram } from './other-program';
import { Pcscd } from './pcscd';

const TRIES_LEFT = Uint8Array.of(0x00, 0x20, 0x00, 0x10);
const VERIFY = Uint8Array.from([0x00, 0x20, 0x00, 0x10, 0x08, ...Buffer.from(INVENTED_PIN.padEnd(8, '\xff'), 'latin1')]);

describe('Readers of the smart-card service', function () {
  this.timeout(30_000);
  let issued: Issued;
  let pcscd: Pcscd;
  let readers: PcscReaders;
  let states: ReadersState[];
  let doors: VpcdDoor[];
  let others: OtherProgram[];

  before(async () => {
    issued = await (await createTestPki()).card();
    pcscd = await Pcscd.prepare();
  });
  beforeEach(async () => {
    await pcscd.start();
    doors = [new VpcdDoor(pcscd.vpcd), new VpcdDoor({ ...pcscd.vpcd, port: pcscd.vpcd.port + 1 })];
    others = [];
    open();
  });
  afterEach(async () => {
    await readers.close();
    for (const program of others) await program.kill();
    for (const door of doors) await door.close();
    await pcscd.stop();
  });
  after(() => pcscd.close());

  function open(patience: ConstructorParameters<typeof PcscReaders>[0] = {}): void {
    readers = new PcscReaders({ service: 100, ...patience });
    states = [];
    readers.watch((state) => states.push(state));
  }

  /** Opens the readers afresh, with other waiting times. */
  async function reopen(patience: ConstructorParameters<typeof PcscReaders>[0]): Promise<void> {
    await readers.close();
    open(patience);
  }

  /** Resolves with the state that fulfils the condition, now or later. */
  function until(fulfilled: (state: ReadersState) => boolean): Promise<ReadersState> {
    return new Promise((resolve) => {
      const stop = readers.watch(look);
      function look(state: ReadersState): void {
        if (!fulfilled(state)) return;
        stop();
        resolve(state);
      }
      look(readers.state());
    });
  }

  const untilCard = (slot = 0) => until(({ readers: list }) => (list[slot]?.card ?? null) !== null);
  const untilNoCard = (slot = 0) => until(({ readers: list }) => list[slot] !== undefined && list[slot].card === null);

  async function inserted(slot = 0, options: Parameters<typeof inventedCard>[2] = {}): Promise<VirtualCard> {
    const card = inventedCard(issued, undefined, options);
    await doors[slot]!.insert(card);
    await untilCard(slot);
    return card;
  }

  async function program(...args: Parameters<typeof OtherProgram.start>): ReturnType<typeof OtherProgram.start> {
    const started = await OtherProgram.start(...args);
    others.push(started.program);
    return started;
  }

  /** Another program tries to take the card in the first reader. */
  const other = (share: 'exclusive' | 'shared') => program('card-holder.ts', pcscd.readers[0], share);

  function fails(work: Promise<unknown>, code: ErrorCode): Promise<void> {
    return assert.rejects(work, (error) => error instanceof VarcoError && error.code === code || assert.fail(String(error)));
  }

  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const select = (connection: CardConnection) => connection.transmit(Uint8Array.of(0x00, 0xa4, 0x08, 0x0c, 0x02, 0x11, 0x00));

  describe('hot-plug', () => {
    it('lists readers without a card, by the names that the service gives them', async () => {
      await readers.ready();
      assert.deepEqual(readers.state(), { service: true, readers: pcscd.readers.map((name) => ({ name, card: null })) });
    });

    it('tells a card that goes in, comes out, goes in again, and is swapped, with a new number each time', async () => {
      const card = await inserted();
      const first = readers.state().readers[0]!.card!;
      assert.equal(hex(first.atr), hex(card.atr));
      await doors[0]!.remove();
      await untilNoCard();
      await doors[0]!.insert(card);
      const second = (await untilCard()).readers[0]!.card!;
      assert.notEqual(second.insertion, first.insertion);
      await doors[0]!.remove();
      await untilNoCard();
      const ace = await inserted(0, { family: 'ace2021' });
      const swapped = readers.state().readers[0]!.card!;
      assert.equal(hex(swapped.atr), hex(ace.atr));
      assert.equal(new Set([first, second, swapped].map(({ insertion }) => insertion)).size, 3);
      assert.deepEqual(states.map(({ readers: [reader] }) => reader!.card?.insertion ?? null), [null, ...[first, null, second, null, swapped].map((card) => card?.insertion ?? null)]);
    });

    it('keeps two readers apart', async () => {
      const [standard, ace] = [await inserted(0), await inserted(1, { family: 'ace2021' })];
      const [first, second] = readers.state().readers;
      assert.equal(hex(first!.card!.atr), hex(standard.atr));
      assert.equal(hex(second!.card!.atr), hex(ace.atr));
      assert.notEqual(first!.card!.insertion, second!.card!.insertion);
      const connections = await Promise.all(pcscd.readers.map((name) => readers.connect(name)));
      await Promise.all(connections.map(select));
      assert.deepEqual([standard, ace].map(({ trace }) => trace.length), [1, 1]);
      await doors[1]!.remove();
      await untilNoCard(1);
      assert.equal(readers.state().readers[0]!.card!.insertion, first!.card!.insertion);
      await select(connections[0]!);
    });

    it('says nothing new when a card is used, reset and let go', async () => {
      const [standing] = (await inserted().then(() => untilCard())).readers;
      const before = states.length;
      const connection = await readers.connect(pcscd.readers[0]);
      await select(connection);
      await connection.close();
      await inserted(1); // a later event, behind all that the first card could have caused
      assert.deepEqual(states.slice(before).map(({ readers: list }) => list[0]), [standing]);
    });

    it('says nothing new when another program lets the card go', async () => {
      await inserted();
      const holder = (await other('shared')).program;
      await reopen({});
      const [standing] = (await untilCard()).readers;
      const before = states.length;
      await holder.order('leave');
      await inserted(1);
      assert.deepEqual(states.slice(before).map(({ readers: list }) => list[0]), [standing]);
    });
  });

  describe('a connection', () => {
    for (const protocol of ['T=0', 'T=1'] as const) {
      it(`speaks ${protocol} when the card does`, async () => {
        await inserted(0, { protocol });
        const connection = await readers.connect(pcscd.readers[0]);
        assert.equal(connection.protocol, protocol);
        assert.equal(hex(await select(connection)), '9000');
      });
    }

    it('passes extended APDUs, command and answer', async () => {
      const card = await inserted();
      const connection = await readers.connect(pcscd.readers[0]);
      const long = Uint8Array.from([0x00, 0x2a, 0x80, 0x86, 0x00, 0x01, 0x2c, ...new Uint8Array(300).fill(0xa5), 0x00, 0x00]);
      await connection.transmit(long);
      assert.equal(card.trace.at(-1)!.command, hex(long));
      card.faults.plan({ at: 1, kind: 'answer', bytes: new Uint8Array(40_000).fill(0x5a) });
      assert.equal((await connection.transmit(Uint8Array.of(0x00, 0xb0, 0x00, 0x00, 0x00, 0x00, 0x00))).length, 40_000);
    });

    it('keeps other programs out while it is open', async () => {
      await inserted();
      const connection = await readers.connect(pcscd.readers[0]);
      assert.equal(connection.exclusive, true);
      const refused = await other('shared');
      assert.match(refused.answer, /0x8010000b/);
      await fails(readers.connect(pcscd.readers[0]), 'card.busy');
      await connection.close();
      const { answer } = await other('shared');
      assert.equal(answer, 'held');
    });

    it('resets the card when it is closed, so that nobody inherits the PIN', async () => {
      const card = await inserted();
      const connection = await readers.connect(pcscd.readers[0]);
      assert.equal(hex(await connection.transmit(VERIFY)), '9000');
      assert.ok(card.pinVerified);
      await Promise.all([connection.close(), connection.close()]);
      const next = await readers.connect(pcscd.readers[0]);
      assert.equal(hex(await next.transmit(TRIES_LEFT)), '63c3');
      assert.ok(!card.pinVerified);
    });

    it('resets the card also when it shared it', async () => {
      const card = await inserted();
      await other('shared');
      const connection = await readers.connect(pcscd.readers[0]);
      await connection.transmit(VERIFY);
      await connection.close();
      const next = await readers.connect(pcscd.readers[0]);
      assert.equal(hex(await next.transmit(TRIES_LEFT)), '63c3');
      assert.ok(!card.pinVerified);
    });

    it('shares a card that another program sits on', async () => {
      await inserted();
      await other('shared');
      const connection = await readers.connect(pcscd.readers[0]);
      assert.equal(connection.exclusive, false);
      assert.equal(hex(await select(connection)), '9000');
    });

    it('waits for a program that will be done in a moment', async () => {
      await inserted();
      const holder = (await other('exclusive')).program;
      const connecting = readers.connect(pcscd.readers[0]);
      assert.match((await other('shared')).answer, /0x8010000b/, 'we too were refused meanwhile');
      await holder.order('leave');
      assert.equal(hex(await select(await connecting)), '9000');
    });

    it('tells when another program keeps the card for itself', async () => {
      await reopen({ busy: 300 });
      await inserted();
      await other('exclusive');
      await fails(readers.connect(pcscd.readers[0]), 'card.busy');
    });

    it('tells when another program reset the card under it', async () => {
      await inserted();
      const holder = (await other('shared')).program;
      const connection = await readers.connect(pcscd.readers[0]);
      await select(connection);
      await holder.order('reset');
      await fails(select(connection), 'card.busy');
    });
  });

  describe('what can go wrong', () => {
    it('names a reader that is not there, and one without a card', async () => {
      await fails(readers.connect('Another reader 00 00'), 'reader.gone');
      await fails(readers.connect(pcscd.readers[0]), 'card.none');
    });

    for (const when of ['before', 'after'] as const) {
      it(`tells a card that was pulled out ${when} it worked on a command`, async () => {
        const card = await inserted();
        const connection = await readers.connect(pcscd.readers[0]);
        card.faults.plan({ at: 2, kind: 'removed', when });
        await select(connection);
        await fails(select(connection), 'card.removed');
        await fails(select(connection), 'card.removed');
        await connection.close();
      });
    }

    it('tells a card that was pulled out between two commands', async () => {
      await inserted();
      const connection = await readers.connect(pcscd.readers[0]);
      await select(connection);
      await doors[0]!.remove();
      await fails(select(connection), 'card.removed');
      await connection.close();
      await untilNoCard();
      await fails(readers.connect(pcscd.readers[0]), 'card.none');
    });

    it('does not wait for ever for a card that does not answer, nor then to take it again', async () => {
      await reopen({ command: 200 });
      const card = await inserted();
      let answer = () => {};
      card.pace = () => new Promise((resolve) => { answer = resolve; });
      const connection = await readers.connect(pcscd.readers[0]);
      await fails(select(connection), 'card.mute');
      await fails(select(connection), 'card.mute');
      await connection.close();
      assert.ok(readers.stuck);
      await fails(readers.connect(pcscd.readers[0]), 'card.mute');
      card.pace = null;
      answer();
      await doors[0]!.remove();
      await untilNoCard();
      await doors[0]!.insert(card);
      await untilCard();
      assert.equal(hex(await select(await readers.connect(pcscd.readers[0]))), '9000');
    });

    it('tells an answer without a status word from a removed card, and goes on', async () => {
      const card = await inserted();
      const connection = await readers.connect(pcscd.readers[0]);
      card.faults.plan({ at: 1, kind: 'answer', bytes: Uint8Array.of(0x90) });
      await fails(select(connection), 'card.mute');
      assert.equal(hex(await select(connection)), '9000');
      card.faults.plan({ at: 1, kind: 'answer', bytes: Uint8Array.of(0x90) });
      await fails(connection.transmit(Uint8Array.of(0x00, 0xb0, 0x00, 0x00, 0x00, 0x00, 0x00)), 'reader.short-only');
    });
  });

  describe('the service', () => {
    it('is found when it comes later', async () => {
      await readers.close();
      await pcscd.stop();
      open();
      await readers.ready();
      assert.deepEqual(readers.state(), { service: false, readers: [], problem: 'reader.service' });
      await fails(readers.connect(pcscd.readers[0]), 'reader.service');
      await pcscd.start();
      await until(({ service }) => service);
      await inserted();
      assert.equal(hex(await select(await readers.connect(pcscd.readers[0]))), '9000');
    });

    for (const end of ['kill', 'stop'] as const) {
      it(`may ${end === 'kill' ? 'be killed' : 'stop'} while nothing happens, and come back`, async () => {
        const card = await inserted();
        const { insertion } = readers.state().readers[0]!.card!;
        await pcscd[end]();
        await until(({ service }) => !service);
        await pcscd.start();
        const state = await untilCard();
        assert.notEqual(state.readers[0]!.card!.insertion, insertion);
        const connection = await readers.connect(pcscd.readers[0]);
        assert.equal(hex(await select(connection)), '9000');
        assert.ok(card.trace.length > 0);
      });
    }

    it('may be killed in the middle of a command, and come back', async () => {
      const card = await inserted();
      const connection = await readers.connect(pcscd.readers[0]);
      let answer = () => {};
      const working = new Promise<void>((begun) => {
        card.pace = () => new Promise((resolve) => { answer = resolve; begun(); });
      });
      const command = select(connection);
      await working;
      await Promise.all([fails(command, 'reader.service'), pcscd.kill()]);
      await fails(select(connection), 'reader.service');
      await connection.close();
      card.pace = null;
      answer();
      await pcscd.start();
      await untilCard();
      assert.equal(hex(await select(await readers.connect(pcscd.readers[0]))), '9000');
    });

    it('resets a card that a program of ours held when it was killed', async () => {
      const card = await inserted();
      const { program: user } = await program('reader-user.ts', 'hold', pcscd.readers[0]);
      assert.ok(card.pinVerified);
      await user.kill();
      const next = await readers.connect(pcscd.readers[0]);
      assert.equal(hex(await next.transmit(TRIES_LEFT)), '63c3');
    });

    it('may be restarted several times', async () => {
      for (let round = 0; round < 3; round++) {
        await pcscd.kill();
        await until(({ service }) => !service);
        await pcscd.start();
        await until(({ service }) => service);
      }
      await inserted();
      assert.equal(hex(await select(await readers.connect(pcscd.readers[0]))), '9000');
    });
  });

  describe('after it was closed', () => {
    for (const [situation, running, options] of [
      ['with a card in use', true, ['Virtual PCD 00 00']],
      ['with nothing in use', true, []],
      ['without the service', false, []],
    ] as const) {
      it(`lets the process end within a second, ${situation}`, async () => {
        if (running) await inserted();
        else await pcscd.stop();
        const { program: user, answer } = await program('reader-user.ts', 'close', ...options);
        const closed = performance.now();
        assert.equal(answer, 'closed');
        assert.equal(await user.ended(), 0);
        assert.ok(performance.now() - closed < 1000);
      });
    }

    it('calls nobody any more, and takes no card', async () => {
      await inserted();
      await readers.close();
      const before = states.length;
      await doors[0]!.remove();
      await fails(readers.connect(pcscd.readers[0]), 'reader.service');
      assert.deepEqual([readers.state().service, states.length], [false, before]);
    });
  });
});
