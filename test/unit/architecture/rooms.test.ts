import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as v from "valibot";

const require = createRequire(import.meta.url);
const { ROOMS } = v.parse(v.object({ ROOMS: v.record(v.string(), v.string()) }), require("../../../scripts/rooms.cjs"));
const RULE = v.object({
  name: v.string(),
  from: v.object({ path: v.optional(v.string()) }),
  to: v.object({ path: v.optional(v.string()), pathNot: v.optional(v.array(v.string())) }),
});
const { forbidden } = v.parse(v.object({ forbidden: v.array(RULE) }), require("../../../.dependency-cruiser.cjs"));

/** The rows of the room table: room, and the rooms that it may import from. */
function documented(): Map<string, string[]> {
  const rows = readFileSync("docs/architecture.md", "utf8").matchAll(/^\| `([^`]+)` +\|[^|]*\|([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, room = "", known = ""]) => {
      const top = room.split("/")[0] ?? "";
      const names = [...known.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
      return [room, names.map((name) => inFull(name, top))];
    }),
  );
}

/** The last column names rooms of the same top folder without that folder. */
function inFull(name: string, top: string): string {
  const stands = [name, name.replace(/\/\*$/, "")].some((one) => one in ROOMS || one === "extension");
  return stands ? name : `${top}/${name}`;
}

/** Whether lint lets one file import another. */
function allows(from: string, to: string): boolean {
  return !forbidden.some(({ from: { path }, to: { path: target, pathNot = [] } }) => {
    if (path === undefined || target === undefined) return false;
    return (
      new RegExp(path).test(from) && new RegExp(target).test(to) && !pathNot.some((one) => new RegExp(one).test(to))
    );
  });
}

describe("The rooms of the house", () => {
  it("stand in docs/architecture.md as lint knows them", () => {
    const table = Object.fromEntries([...documented()].map(([room, known]) => [room, known.toSorted().join(" ")]));
    const sorted = Object.entries(ROOMS).map(([room, known]) => [room, known.split(" ").toSorted().join(" ")]);
    assert.deepEqual(table, Object.fromEntries(sorted));
  });

  it("have one rule each, and one rule more forbids import circles", () => {
    assert.equal(forbidden.length, Object.keys(ROOMS).length + 1);
    assert.equal(forbidden.at(-1)?.name, "no-cycles");
  });

  it("hold every source file", () => {
    const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx"], { encoding: "utf8" }).trim().split("\n");
    const homeless = files.filter(
      (file) => !forbidden.some(({ from: { path } }) => path && new RegExp(path).test(file)),
    );
    assert.deepEqual(homeless, []);
  });

  const PAIRS: readonly (readonly [from: string, to: string, allowed: boolean])[] = [
    ["extension/pages/login/page.tsx", "extension/login/view.ts", true],
    ["extension/pages/login/page.tsx", "extension/background/login/login.ts", false],
    ["extension/pages/login/page.tsx", "extension/background/contracts.ts", false],
    ["extension/browser/portal-tab.ts", "extension/background/contracts.ts", true],
    ["extension/browser/portal-tab.ts", "extension/background/relay/set-cookies.ts", false],
    ["extension/background/main.ts", "extension/browser/portal-tab.ts", true],
    ["extension/background/login/login.ts", "extension/browser/portal-tab.ts", false],
    ["extension/background/login/login.ts", "extension/background/navigation/router.ts", false],
    ["extension/background/main.ts", "native-host/main.ts", false],
    ["shared/messages.ts", "extension/login/view.ts", false],
    ["native-host/card/cns-card.ts", "native-host/readers/readers.ts", false],
    ["native-host/pkcs11/rpc/serve.ts", "native-host/pkcs11/cryptoki.ts", true],
    ["native-host/pkcs11/rpc/serve.ts", "native-host/pkcs11/session.ts", false],
    ["native-host/commands/card.ts", "native-host/program.ts", false],
    ["native-host/main.ts", "devkit/host.ts", false],
    ["devkit/host.ts", "native-host/program.ts", true],
  ];
  for (const [from, to, allowed] of PAIRS) {
    it(`${allowed ? "let" : "do not let"} ${from} import ${to}`, () => assert.equal(allows(from, to), allowed));
  }
});
