import assert from "node:assert/strict";
import { LIMITS } from "../../../shared/limits";
import { BodyCollector, cutBody } from "../../../native-host/messaging/chunks";

describe("A body in pieces", () => {
  it("is put together again from pieces that each fit into one message", () => {
    const body = Buffer.alloc(LIMITS.bodyChunk * 2 + 17, "abc");
    const collector = new BodyCollector();
    for (const piece of cutBody(body)) {
      assert(piece.length < LIMITS.hostFrame);
      collector.add(7, piece);
    }
    assert(collector.take(7, body.length).equals(body));
  });

  it("is forgotten once it is taken, and empty if no piece came", () => {
    const collector = new BodyCollector();
    collector.add(7, "AAAA");
    collector.take(7, 3);
    assert.equal(collector.take(7, 0).length, 0);
  });

  it("must have the length that its request announces", () => {
    const collector = new BodyCollector();
    collector.add(7, "AAAA");
    assert.throws(() => collector.take(7, 4), { code: "message.malformed" });
  });

  it("may not grow beyond the limit", () => {
    const collector = new BodyCollector();
    const piece = Buffer.alloc(LIMITS.bodyChunk).toString("base64");
    for (let n = 0; n <= LIMITS.requestBody / LIMITS.bodyChunk; n++) collector.add(1, piece);
    assert.throws(() => collector.take(1, LIMITS.requestBody), { code: "relay.request-too-large" });
    assert.equal(collector.take(1, 0).length, 0, "and is forgotten");
  });

  it("is dropped for newer ones when its request never comes", () => {
    const collector = new BodyCollector();
    for (let id = 1; id <= 100; id++) collector.add(id, "AAAA");
    assert.equal(collector.take(100, 3).length, 3);
    assert.throws(() => collector.take(1, 3), { code: "message.malformed" });
  });
});
