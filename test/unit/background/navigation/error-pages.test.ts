import assert from "node:assert/strict";
import { ErrorPages } from "../../../../extension/background/navigation/error-pages";

const ADDRESS = "https://portale.example/";

describe("the browser's page about a visit that failed", () => {
  it("is at the address of that visit, in that tab, until the next visit begins", () => {
    const pages = new ErrorPages();
    pages.fails(1, ADDRESS, "Error code 2152398861");
    assert.deepEqual(
      [pages.isAt(1, ADDRESS), pages.isAt(1, `${ADDRESS}altro`), pages.isAt(2, ADDRESS)],
      [true, false, false],
    );
    pages.begins(1);
    assert.equal(pages.isAt(1, ADDRESS), false);
  });

  it("does not come where Firefox ends a visit to begin it again", () => {
    const pages = new ErrorPages();
    pages.begins(1);
    pages.begins(1);
    pages.fails(1, ADDRESS, "Error code 2152398850");
    assert.equal(pages.isAt(1, ADDRESS), false);
  });
});
