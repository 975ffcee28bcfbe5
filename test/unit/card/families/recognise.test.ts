import assert from "node:assert/strict";
import { toVarcoError } from "../../../../shared/errors";
import { fromHex } from "../../../../native-host/card/hex";
import { Families, lookAlikes, matches } from "../../../../native-host/card/families/recognise";
import { FAMILIES, OTHER_LAYOUTS } from "../../../../native-host/card/families/table";
import { ATR, contactAtr, withChecksum } from "../cards";

function recognised(bytes: Uint8Array): string {
  try {
    return new Families().byAtr(bytes).id;
  } catch (thrown) {
    return toVarcoError(thrown).code;
  }
}

describe("the family of a card", () => {
  for (const [what, atr, id] of [
    ["ACe2021", fromHex("3b ff 18 00 00 81 31 fe 45 00 6b 05 05 20 00 01 21 01 43 4e 53 10 31 80 79"), "ace2021"],
    ["ACe2021, later firmware", contactAtr("00 6b 05 05 31 07 01 21 01 43 4e 53 10 31 80"), "ace2021"],
    ["an older card of the same maker", contactAtr("00 6b 05 05 1f ff 01 21 01 43 4e 53 10 31 80"), "standard"],
    ["another chip with the same mask", contactAtr("00 6b 06 05 20 00 01 21 01 43 4e 53 10 31 80"), "standard"],
    ["ACe2021, contactless", withChecksum("3b 8b 80 01 00 31 c1 64 00 00 00 00 00 90 00"), "ace2021-contactless"],
    ["ACe2025", fromHex("3b ff 18 00 ff 81 31 fe 4d 00 6b 04 04 b8 5b 01 f1 01 43 4e 53 10 31 80 9d"), "ace2025"],
    ["ST2021", fromHex("3b ff 18 00 ff 81 31 fe 55 00 6b 02 09 16 17 01 11 01 43 4e 53 11 31 80 8d"), "st2021"],
    ["ST Incard, version 1.0", contactAtr("00 6b 02 09 14 01 01 11 01 43 4e 53 10 31 80"), "st-incard"],
    ["any contactless card", fromHex("3b 80 80 01 01"), "st2022-contactless"],
    ["a standard card, version 1.0", contactAtr("00 6b 05 08 c8 08 01 11 01 43 4e 53 10 31 80"), "standard"],
    ["a standard card, version 1.1", contactAtr("00 6b 04 0c 01 00 01 11 01 43 4e 53 11 31 80"), "standard"],
    ["a version that is not published", contactAtr("00 6b 04 0c 01 00 01 11 01 43 4e 53 20 31 80"), "standard"],
    ["a card without CNS", contactAtr("00 6b 04 0c 01 00 01 11 01 43 4e 54 11 31 80"), "card.not-cns"],
    ["CNS at another place", contactAtr("43 4e 53 00 6b 04 0c 01 00 01 11 01 11 31 80"), "card.not-cns"],
    ["a card with few historical bytes", fromHex("3b 63 00 00 43 4e 53"), "card.not-cns"],
    ["a professional health card", fromHex("3bff1800008131fe45006b040501000112024850431031806c"), "hpc"],
    ["letters that are nearly those", contactAtr("00 6b 04 05 01 00 01 12 02 48 50 44 10 31 80"), "card.not-cns"],
    ["a health card read by radio", fromHex("3b8c8001503bf0330b30abab017781b7de"), "card.contactless"],
    ["another one, which has another number", withChecksum("3b8c8001500011223330abab017781b7"), "card.contactless"],
    ["another card of type B", withChecksum("3b8c8001503bf0330b30abac017781b7"), "card.not-cns"],
    ["an OpenPGP card", fromHex("3bda18ff81b1fe751f030031f573c001600090001c"), "card.not-cns"],
    ["no ATR", fromHex("00"), "card.not-cns"],
  ] as const) {
    it(`is ${id} for ${what}`, () => assert.equal(recognised(atr), id));
  }

  it("may turn out to have the places of Infocamere, whatever the mask, with the PIN of its family", () => {
    for (const family of FAMILIES.filter(({ files }) => files.application?.pathsFrom !== "application")) {
      const [other] = lookAlikes(family);
      assert.equal(other?.id, "infocamere-1204");
      assert.ok(!("missing" in other.login) && !("missing" in family.login));
      assert.deepEqual(other.login, { ...family.login, df: "2fff 0000", environment: 3, key: 0x21 });
      assert.deepEqual(other.longCommands, family.longCommands);
    }
  });

  it("stays what it is where paths begin at an application", () => {
    assert.deepEqual(lookAlikes(FAMILIES.find(({ id }) => id === "ace2025")!), []);
  });

  it("is one that the person has added, before those of the table", () => {
    const standard = FAMILIES.find(({ id }) => id === "standard")!;
    const added = {
      ...standard,
      id: "new-batch",
      recognition: { historicalBytes: "00 6b 04 0c 01 00 01 11 01 43 4e 53 11 31 80" },
    };
    assert.equal(
      new Families([added]).byAtr(contactAtr("00 6b 04 0c 01 00 01 11 01 43 4e 53 11 31 80")).id,
      "new-batch",
    );
    assert.equal(
      new Families([added]).byAtr(contactAtr("00 6b 04 0c 01 00 01 11 01 43 4e 53 10 31 80")).id,
      "standard",
    );
  });
});

describe("a card that only its maker's program may know", () => {
  for (const [what, atr, expected] of [
    ["one that Varco drives", ATR.standard, false],
    ["one whose commands are secret", ATR.ace2025, true],
    ["one that nobody has described", fromHex("3b 02 14 50"), true],
    ["an OpenPGP card, which its own program uses", fromHex("3bda18ff81b1fe751f030031f573c001600090001c"), false],
    ["a health card read by radio", fromHex("3b8c8001503bf0330b30abab017781b7de"), false],
    ["a mute one", new Uint8Array(), false],
  ] as const)
    it(`${expected ? "is" : "is not"} ${what}`, () => {
      assert.equal(new Families().needsModule(atr), expected);
    });
});

describe("the table of families", () => {
  it("has every identifier once, and names that fit a message", () => {
    const all = [...FAMILIES, ...OTHER_LAYOUTS];
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    for (const { name } of all) assert.ok(name.length > 0 && name.length <= 64, name);
  });

  it("never offers the pair for digital signature", () => {
    for (const { certificate, login } of [...FAMILIES, ...FAMILIES.flatMap(lookAlikes)]) {
      assert.ok(certificate.every(({ path }) => !path.startsWith("1400 9010")));
      assert.ok("missing" in login || (login.key !== 0x10 && (login.pin & 0x7f) !== 0x1a));
    }
  });

  it("asks for long answers only where extended APDUs are taken", () => {
    for (const { id, files, longCommands } of FAMILIES)
      assert.ok(files.longestRead <= 256 || longCommands.includes("extended"), id);
  });

  it("has no two families of the same look", () => {
    const looks = FAMILIES.map(({ recognition }) => JSON.stringify(recognition));
    assert.equal(new Set(looks).size, looks.length);
  });
});

describe("a pattern of bytes", () => {
  it("fits bytes of the same length, any byte where it is open", () => {
    assert.ok(matches("3b .. 01", Uint8Array.of(0x3b, 0xff, 0x01)));
    assert.ok(!matches("3b .. 01", Uint8Array.of(0x3b, 0xff, 0x02)));
    assert.ok(!matches("3b .. 01", Uint8Array.of(0x3b, 0xff)));
    assert.ok(!matches("3b ..", Uint8Array.of(0x3b, 0xff, 0x01)));
  });
});
