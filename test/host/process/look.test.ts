import assert from "node:assert/strict";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { until } from "../../../devkit/until";
import { PROTOCOL_VERSION } from "../../../shared/identity";
import { Peer } from "./peer";

describe("The host, asked for a look at a server", () => {
  let stage: Stage;
  let peer: Peer;
  before(async () => {
    stage = await openStage();
    peer = new Peer(stage.host);
    stage.card.clearTrace();
    await peer.request("hello", { protocol: PROTOCOL_VERSION, version: "test", cards: false });
  });
  after(async () => {
    await peer.close();
    await stage.close();
  });

  it("tells whether it asks for a certificate, touches no card and sends the server no request", async () => {
    const { identityProvider, optional, service } = stage.portal.origins;
    const asks = [identityProvider, optional, service].map(async (origin) => peer.request("look", { origin }));
    assert.deepEqual(await Promise.all(asks), [{ asks: true }, { asks: true }, { asks: false }]);
    assert.deepEqual(stage.portal.log.of("request"), []);
    assert.deepEqual(stage.card.trace, []);
    assert.deepEqual(
      peer.messages.filter(({ kind }) => kind === "cards"),
      [],
    );
  });

  it("reads the cards once another request needs them", async () => {
    await peer.request("probe", { url: stage.portal.idpUrl });
    // The answer does not wait for cards that nobody has seen yet.
    await until("a card that is read", () => stage.card.trace.length > 0);
  });
});
