import assert from "node:assert/strict";
import { moduleFile, programOf } from "../../../native-host/install/module-file";

describe("p11-kit's module file", () => {
  it('starts the host with the argument "module"', () => {
    const lines = moduleFile("/home/ada/.local/share/varco/varco-host")
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    assert.deepEqual(lines, ["remote: |'/home/ada/.local/share/varco/varco-host' module", "priority: 1", ""]);
  });

  it("holds any path, which p11-kit reads without a shell", () => {
    const paths = [
      "/plain",
      "/with blanks  and\ttabs ",
      "/it's",
      '/say "hi"',
      "/100% & $HOME `x` #: |",
      "/back\\slash",
      "/back\\'quote",
      '/back\\"quote',
      "/two\\\\back",
      "/\\\\'x",
      "/caff\u00e8",
      "/'",
      '/"',
      "/''\"\"\\'\\\"x",
      "/carriage\rreturn\r",
      "/other\u2028ends\u2029of\u0085lines",
    ];
    for (const path of paths) assert.equal(programOf(moduleFile(path)), path, path);
  });

  it("says so where a path cannot be written into it", () => {
    for (const path of ["/line\nbreak", "/end\\", "/end\\\\\\"])
      assert.throws(() => moduleFile(path), { code: "module.path" }, path);
  });

  it("is read also if a person wrote it", () => {
    assert.equal(
      programOf("module: x.so\nremote : |  \"/a b\"/c' d' -x"),
      null,
      "a blank first is an empty word for p11-kit",
    );
    assert.equal(programOf("priority: 2\n  remote : |\"/a b\"/c' d' -x\n"), "/a b/c d");
    assert.equal(programOf("priority: 2\r\nremote: |/a\u00a0b -x\r\n"), "/a\u00a0b");
    for (const text of [
      "",
      "module: /x.so\n",
      "remote: unix:path=/run/x\n",
      "remote: |\n",
      "# remote: |/x\n",
      "remote: |/x\\",
      "module: x\rremote: |/x\n",
      "remote:\n|/x\n",
    ])
      assert.equal(programOf(text), null, text);
  });
});
