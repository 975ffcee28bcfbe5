import assert from "node:assert/strict";
import { p11KitField } from "../../../native-host/install/p11-kit-file";

describe("A field in a file of p11-kit's", () => {
  const userConfig = (text: string) => p11KitField(text, "user-config");

  it("is what stands behind the colon, without outer blanks", () => {
    assert.equal(userConfig(" user-config\t:  none \r\n"), "none");
    assert.equal(p11KitField("remote: |/a:b c", "remote"), "|/a:b c");
  });

  it("ends at a line feed, not where JavaScript ends lines", () => {
    assert.equal(userConfig("module: x\ruser-config: none\n"), null);
    assert.equal(userConfig("user-config: a\u2028b\n"), "a\u2028b");
    assert.equal(userConfig("user-config: \u00a0none\n"), "\u00a0none");
  });

  it("is the last of several", () => {
    assert.equal(userConfig("user-config: none\nuser-config: only\n"), "only");
  });

  it("is none in a comment, without a value, or under another name", () => {
    for (const text of [
      "# user-config: none\n",
      "user-config:\nnone\n",
      "user-config none\n",
      "the user-config: none\n",
    ])
      assert.equal(userConfig(text), null, text);
  });
});
