import assert from "node:assert/strict";
import { HttpFallbacks } from "../../../../extension/background/navigation/http-fallbacks";

const ADDRESS = "http://portale.example/entra?x=1#y";
const FIREFOX_ABORTED = "Error code 2152398850";

describe("a visit by http", () => {
  const clock = { now: 0 };
  const began = () => {
    const fallbacks = new HttpFallbacks(() => clock.now);
    fallbacks.begins(1, ADDRESS);
    return fallbacks;
  };

  it("comes after one by https where Chromium tells of a redirect to the address itself", () => {
    assert.equal(began().arrives(1, ADDRESS, true), true);
  });

  it("comes after one by https where Firefox has ended the navigation and begun it again", () => {
    const fallbacks = began();
    fallbacks.fails(1, ADDRESS, FIREFOX_ABORTED);
    fallbacks.begins(1, ADDRESS);
    assert.equal(fallbacks.arrives(1, ADDRESS, false), true);
  });

  it("is an ordinary one where the person has stopped it and tries once more", () => {
    const fallbacks = began();
    fallbacks.fails(1, ADDRESS, FIREFOX_ABORTED);
    clock.now += 1000;
    fallbacks.begins(1, ADDRESS);
    assert.equal(fallbacks.arrives(1, ADDRESS, false), false);
  });

  it("is an ordinary one otherwise", () => {
    assert.equal(began().arrives(1, ADDRESS, false), false);
    assert.equal(began().arrives(2, ADDRESS, true), false);
    assert.equal(began().arrives(1, "http://portale.example/altro", true), false, "a redirect");
    const ended = began();
    ended.fails(1, ADDRESS, "net::ERR_ABORTED");
    ended.fails(1, "http://altrove.example/", FIREFOX_ABORTED);
    assert.equal(ended.arrives(1, ADDRESS, false), false);
    const elsewhere = began();
    elsewhere.fails(1, ADDRESS, FIREFOX_ABORTED);
    elsewhere.begins(1, "http://altrove.example/");
    assert.equal(elsewhere.arrives(1, "http://altrove.example/", false), false);
  });
});
