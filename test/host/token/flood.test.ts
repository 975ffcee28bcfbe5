import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { DEMO_PIN } from '../../../devkit/stage/card';
import { openStage, type Stage } from '../../../devkit/stage/stage';
import { CKA } from '../../../native-host/token/constants';
import { byteArray, frame, lengthAndBytes, request, u32, u64, u8 } from '../../unit/token/rpc/wire';
import { ModulePeer } from '../process/module-peer';

/** The most that the process may have, whatever it is sent. */
const MOST_MB = 64;
const LONGEST = 64 * 1024;
const FLOOD_BYTES = 60_000_000;
const FLOOD_CALLS = 1000;

/** Calls that make as much as can be made of a request. */
const floods = (session: Buffer, key: Buffer): Readonly<Record<string, Buffer>> => ({
  'data to sign': request('C_SignUpdate', session, byteArray(Buffer.alloc(LONGEST - 24))),
  'random numbers': request('C_GenerateRandom', session, u32(16 * 1024)),
  'attributes to find': request('C_FindObjectsInit', session, u32(128), ...Array.from({ length: 128 }, () => Buffer.concat([u32(CKA.ID), u8(1), u32(400), lengthAndBytes(Buffer.alloc(400))]))),
  'attributes to tell': request('C_GetAttributeValue', session, key, u32(128), ...Array.from({ length: 128 }, () => Buffer.concat([u32(CKA.MODULUS), u32(0xffffffff)]))),
  'sessions to open': request('C_OpenSession', u64(0), u64(4)),
  nonsense: Buffer.alloc(LONGEST, 0xff),
  'more than is read': Buffer.alloc(20 * LONGEST),
});

describe('A PKCS#11 client that is logged in and floods the process', () => {
  let stage: Stage;
  let peer: ModulePeer;
  before(async () => {
    stage = await openStage({ reader: 'pcsc' });
    peer = new ModulePeer(stage.host, stage.home.env);
  });
  after(async () => {
    peer.child.kill('SIGKILL');
    await stage.close();
  });

  /** The most memory that it had so far, in MB. */
  const peak = async () => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${peer.child.pid}/status`, 'utf8'))?.[1]) / 1024;

  it('does not make it grow beyond 64 MB', async function () {
    this.timeout(120_000);
    await peer.initialize();
    const [slot = assert.fail('no token')] = await peer.slots();
    const { session, key } = await peer.login(slot, DEMO_PIN);
    const before = await peak();
    const { stdin, stdout } = peer.child;
    stdout.removeAllListeners('data').resume();
    for (const [what, message] of Object.entries(floods(session, key))) {
      const bytes = frame(1, message);
      for (let sent = 0; sent < Math.min(FLOOD_BYTES, FLOOD_CALLS * bytes.length); sent += bytes.length) if (!stdin.write(bytes)) await once(stdin, 'drain');
      const now = await peak();
      assert.ok(now < MOST_MB, `${what}: ${now.toFixed(1)} MB, ${before.toFixed(1)} before`);
    }
    stdin.end();
    assert.deepEqual(await peer.ended, [0, null]);
  });
});
