import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as v from "valibot";

const FOUND = v.array(v.object({ name: v.string(), debian: v.boolean(), install: v.nullable(v.string()) }));

/** Node's name for the platform, the text of os-release(5), and the system that they mean. */
const CASES = [
  ["linux", 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', "Debian"],
  ["linux", "ID=linuxmint\nID_LIKE=debian\n", "Debian"],
  ["linux", "NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", "Ubuntu"],
  ["linux", 'ID=pop\nID_LIKE="ubuntu debian"\n', "Ubuntu"],
  ["linux", 'NAME="Fedora Linux"\nID=fedora\n', "Fedora"],
  ["linux", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "Fedora"],
  ["linux", "ID=arch\n", "this system"],
  ["linux", "", "this system"],
  ["darwin", "", "macOS"],
] as const;

describe("The systems that npm test knows", () => {
  const script = `
    import { systemOf } from "./scripts/systems.mjs";
    console.log(JSON.stringify(JSON.parse(process.argv[1]).map(([platform, text]) => systemOf(platform, text))));`;
  const args = ["--input-type=module", "-e", script, JSON.stringify(CASES)];
  const found = v.parse(FOUND, JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })));

  CASES.forEach(([platform, text, name], index) => {
    it(`include ${name}: ${platform} ${JSON.stringify(text)}`, () => assert.equal(found[index]?.name, name));
  });

  it("run every stage on Debian, and say what to install on Ubuntu, Fedora and macOS", () => {
    for (const { name, debian, install } of found) {
      assert.equal(debian, name === "Debian");
      assert.equal(install !== null, ["Ubuntu", "Fedora", "macOS"].includes(name), name);
    }
  });
});
