import assert from "node:assert/strict";
import fc from "fast-check";
import { MODULE_NAME } from "../../../shared/identity";
import { otherEntry, ownLibrary, withEntry, withoutEntry } from "../../../native-host/install/nss-entry";
import { PATIENCE, search } from "./budget";
import { changed } from "./changed-bytes";
import { moduleFile, programOf } from "../../../native-host/install/module-file";
import { checkDamaged, checkReturn, LIBRARY } from "./targets/pkcs11-txt";

const line = fc.constantFrom(
  "library=",
  "name=NSS Internal PKCS #11 Module",
  "library=/usr/lib/opensc-pkcs11.so",
  'NAME="Other \\"cards\\""',
  "name=Other cards",
  "parameters=configdir='sql:/home/x/.pki/nssdb' ",
  "NSS=Flags=internal,critical trustOrder=75",
  "\t",
  " ",
  "name=\u00e8",
  "=",
  "library=/x\\",
);
const ending = fc.constantFrom("\n", "\r\n", "\n\n", "\n\n\n", "\r\n\r\n", "");
/** A list that has no entry of ours. */
const list = fc
  .array(
    fc
      .oneof(
        { weight: 3, arbitrary: line },
        { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: "binary-ascii" }) },
      )
      .chain((text) => ending.map((end) => text + end)),
    {
      maxLength: 12,
    },
  )
  .map((lines) => lines.join(""))
  .filter((text) => ownLibrary(text) === null && !text.includes(MODULE_NAME));

describe("Any list of modules of NSS", function suite() {
  this.timeout(PATIENCE);

  it("is as it was, byte for byte, when our entry has come and gone", async () => {
    await search(fc.property(list, checkReturn), 20_000);
  });

  it("keeps what others have written behind our entry meanwhile", async () => {
    await search(
      fc.property(list, fc.constantFrom("library=/a.so\nname=A\n\n", "library=/b.so\nname=B\n"), (text, more) => {
        const left = withoutEntry(withEntry(text, LIBRARY) + more);
        assert(left.startsWith(text) && left.endsWith(more));
        assert.equal(ownLibrary(left), null);
        assert.equal(
          otherEntry(left, (library) => library === more.slice("library=".length, more.indexOf("\n"))) !== null,
          true,
        );
      }),
      10_000,
    );
  });
});

describe("A list of modules of NSS that has our entry, and is damaged", function suite() {
  this.timeout(PATIENCE);
  const OTHERS = ["library=\nname=NSS Internal PKCS #11 Module\n\n", "library=/a.so\nname=A\n\n"];
  const sound = [OTHERS.join(""), OTHERS.toReversed().join("")].flatMap((text) => [
    withEntry(text, LIBRARY),
    `${withEntry(text, "/old.so")}${text}library=/older.so\nname=${MODULE_NAME}\n\n`,
    withEntry(text.replaceAll("\n", "\r\n"), LIBRARY),
  ]);

  it("gets one entry of ours that is right, and keeps those of others", async () => {
    await search(
      fc.property(changed(sound.map((text) => Buffer.from(text, "latin1"))), (bytes) =>
        checkDamaged(bytes.toString("latin1")),
      ),
      5_000,
    );
  });
});

describe("Any path of a start script", function suite() {
  this.timeout(PATIENCE);

  it("is read from p11-kit's module file as it was written, or is refused", async () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      "\\",
      " ",
      "$(x)",
      "`",
      "\t",
      "a",
      "è",
      "#",
      "|",
      "\\'",
      "/",
      "\r",
      "\u2028",
    );
    await search(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const path = `/${pieces.join("")}x`;
        assert.equal(programOf(moduleFile(path)), path);
      }),
      20_000,
    );
  });
});
