import assert from "node:assert/strict";
import { cpSync, mkdtempSync, openSync, readSync, closeSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_PIN } from "../../devkit/stage/card";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { PROTOCOL_VERSION, VARCO_VERSION } from "../../shared/identity";
import { Peer } from "../host/process/peer";
import { run } from "../host/process/run";
import pins from "../../scripts/package/pins.json";
import { arm64Root, rootThatTrusts } from "./arm64-root";
import { packedTree } from "./packed";

const SYSTEM = "linux-arm64";
/** Magic, 64 bits, little-endian, version 1 (System V ABI, "ELF Header"), and e_machine of AArch64. */
const ELF64_LITTLE = "7f454c460201";
const EM_AARCH64 = 183;

describe("The program for arm64, under qemu", function suite() {
  this.timeout(120_000);
  let folder: string;
  let root: string;
  let stage: Stage;
  let program: readonly [string, ...string[]];
  let peer: Peer | null = null;
  before(async () => {
    const [debian, opened] = await Promise.all([arm64Root(), openStage({ reader: "pcsc" })]);
    stage = opened;
    root = rootThatTrusts(debian, stage.pki.serverAuthority.pem);
    // Away from this repository, whose add-ons a program inside it would find.
    folder = mkdtempSync(join(tmpdir(), "varco-program-"));
    cpSync(packedTree(SYSTEM), folder, { recursive: true });
    program = ["qemu-aarch64", "-L", root, join(folder, "node"), join(folder, "host/main.cjs")];
  });
  after(async () => {
    await stage.close();
    for (const path of [folder, root]) rmSync(path, { recursive: true, force: true });
  });

  afterEach(() => peer?.close());

  it("is made for that processor, Node and add-on", () => {
    for (const file of ["node", `node_modules/@koromix/koffi-${SYSTEM}/linux_arm64/koffi.node`])
      assert.deepEqual(elf(join(folder, file)), { start: ELF64_LITTLE, machine: EM_AARCH64 }, file);
  });

  it("finds the card through this machine's pcscd, and logs in at a server that wants its certificate", async () => {
    peer = new Peer(program);
    peer.pin = () => DEMO_PIN;
    const { version, platform, node } = await peer.request("hello", { protocol: PROTOCOL_VERSION, version: "test" });
    assert.deepEqual({ version, platform, node }, { version: VARCO_VERSION, platform: "linux", node: `v${pins.node}` });
    const { readers } = await peer.cards((state) => state.readers.some(({ card }) => card?.status === "ready"));
    const reader = readers.find(({ card }) => card?.status === "ready")!.name;
    await peer.openLogin({ origin: stage.portal.origins.identityProvider, reader }).result;
    assert.equal(stage.card.pinVerified, false, "the card was reset");
    assert.equal(await peer.close(), 0);
    // The log names any other way to the readers than koffi.
    assert.doesNotMatch(peer.log, /card readers through|no card readers/);
  });

  it("trusts no server whose authority the system does not list", async () => {
    const strict = rootThatTrusts(await arm64Root(), "");
    try {
      const { code, err } = await run(
        ["qemu-aarch64", "-L", strict, ...program.slice(3)],
        ["probe", stage.portal.origins.identityProvider],
      );
      assert.equal(code, 1);
      assert.match(err, /server\.untrusted/);
    } finally {
      rmSync(strict, { recursive: true });
    }
  });
});

function elf(file: string): { start: string; machine: number } {
  const head = Buffer.alloc(20);
  const descriptor = openSync(file, "r");
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  return { start: head.toString("hex", 0, 6), machine: head.readUInt16LE(18) };
}
