import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as v from "valibot";
import type { Issued } from "../../devkit/pki/authority";
import type { TestPki } from "../../devkit/pki/pki";
import type { Portal } from "../../devkit/portal/portal";
import { Peer } from "../host/process/peer";
import type { Windows } from "./windows";

const SOURCE = fileURLToPath(new URL("maker-module.c", import.meta.url));
const FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-static-libgcc"];
/** Debian's libp11-kit-dev: PKCS#11's header, with the structures of Windows where it is compiled for Windows. */
const HEADERS = "/usr/include/p11-kit-1";
const FOLDER = "C:\\Programmi però";
const MODULE = `${FOLDER}\\maker.dll`;
const READER = "Chiavetta però W-7 (maker.dll)";
const PIN = "123456";
const NEW_PIN = "2468135";
/** Bytes of the key's modulus. */
const MODULUS = 256;

/** What the command `card` tells of a key, besides its certificate. */
const cardShape = v.object({
  through: v.string(),
  family: v.string(),
  holder: v.object({ name: v.string() }),
  serial: v.string(),
  pin: v.object({ triesLeft: v.null(), blocked: v.boolean() }),
});

/** A Windows with the package, and a portal that it trusts. */
export interface MakersWindows {
  readonly windows: Windows;
  readonly program: string;
  readonly pki: TestPki;
  readonly portal: Portal;
}

/** Tests of a USB key there that works through the PKCS#11 module of its maker, a DLL. They leave none named. */
export function describeMakerModule(scene: () => MakersWindows): void {
  describe("uses a USB key through its maker's DLL:", () => {
    const env = { VARCO_MAKER: "Z:\\work\\maker" };
    const host = (args: readonly string[], input = "") => scene().windows.run(scene().program, args, input, { env });
    const page = () => `${scene().portal.origins.everyPage}/`;

    before(async () => {
      const { windows, pki } = scene();
      const key = join(windows.root.work, "maker");
      mkdirSync(key);
      writeKey(key, await pki.card());
      mkdirSync(windows.here(FOLDER));
      await promisify(execFile)("x86_64-w64-mingw32-gcc-posix", [
        ...FLAGS,
        ...["-I", HEADERS, "-o", windows.here(MODULE), SOURCE],
      ]);
    });

    it("a person names it, and it is shown with its holder", async () => {
      const named = await host(["tokens", "add", MODULE]);
      assert.equal(named.out, `From now on Varco also uses ${MODULE}.\n`, named.err);
      const { out, err } = await host(["card", "--json", "--reader", READER]);
      const shown = v.parse(cardShape, out === "" ? err : JSON.parse(out));
      assert.deepEqual(shown, {
        through: "maker.dll",
        family: "Sedici caratteri",
        holder: { name: "ADA COLLAUDO" },
        serial: "W-7",
        pin: { triesLeft: null, blocked: false },
      });
    });

    it("the extension logs in to a portal, whose server checks the signature", async () => {
      const { windows, program, portal } = scene();
      const peer = new Peer(windows.command(program, [], { env }));
      peer.pin = () => PIN;
      await peer.hello();
      const { readers } = await peer.cards((state) =>
        state.readers.some(({ name, card: one }) => name === READER && one?.status === "ready"),
      );
      const card = readers.find(({ name }) => name === READER)?.card;
      assert(card?.status === "ready");
      assert.deepEqual(card.pinLength, { min: 6, max: 9 });
      const { login } = await peer.openLogin({ origin: portal.origins.everyPage, reader: READER }).result;
      const relayed = peer.start("relay", { login, method: "GET", url: page(), headers: [], bodyLength: 0 });
      assert.equal((await relayed.result).status, 200);
      assert.match(peer.body(relayed.id).toString(), /ADA COLLAUDO/);
      await peer.request("closeLogin", { login });
      assert.equal(await peer.close(), 0);
    });

    it("a wrong PIN is wrong, and the PIN can be changed", async () => {
      const { windows } = scene();
      const key = ["--reader", READER];
      const wrong = await host(["get", page(), "--pin-stdin", ...key], "654321\n");
      assert.match(wrong.err, /pin\.wrong/);
      const changed = await host(["pin", "change", "--stdin", ...key], `${PIN}\n${NEW_PIN}\n`);
      assert.equal(changed.code, 0, changed.err);
      assert.equal(readFileSync(join(windows.root.work, "maker/pin"), "utf8"), NEW_PIN);
    });

    it("it is forgotten again, and a file that is no DLL is not loaded", async () => {
      const { windows } = scene();
      const { out } = await host(["tokens", "remove", MODULE]);
      assert.equal(out, "Varco uses it no more.\n");
      writeFileSync(windows.here(`${FOLDER}\\text.dll`), "no program");
      const { err } = await host(["card", "--module", `${FOLDER}\\text.dll`]);
      assert.match(err, /token\.module/);
    });
  });
}

/** What the module reads: certificate, PIN, and of the key modulus and private exponent. */
function writeKey(folder: string, { der, key }: Issued): void {
  const { n = "", d = "" } = key.export({ format: "jwk" });
  const number = (text: string) => {
    const bytes = Buffer.from(text, "base64url");
    return Buffer.concat([Buffer.alloc(MODULUS - bytes.length), bytes]);
  };
  writeFileSync(join(folder, "certificate.der"), der);
  writeFileSync(join(folder, "key"), Buffer.concat([number(n), number(d)]));
  writeFileSync(join(folder, "pin"), PIN);
}
