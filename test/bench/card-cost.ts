import type { Counters, Exchange } from "../../devkit/card/index";
import { DEMO_PIN } from "../../devkit/stage/card";
import type { Stage } from "../../devkit/stage/stage";
import { VIRTUAL_READER_NAME } from "../../devkit/reader/virtual-readers";
import { Peer } from "../host/process/peer";

export interface CardCost {
  readonly counters: Counters;
  readonly trace: readonly Exchange[];
}

/**
 * What logins through the real host cost the card: one with the card just inserted, and one with its certificate known.
 */
export async function measureCard(stage: Stage): Promise<{ first: CardCost; known: CardCost }> {
  const { card, door, host } = stage;
  await door.remove();
  card.clearTrace();
  const peer = new Peer(host);
  await peer.hello();
  peer.pin = () => DEMO_PIN;
  await door.insert(card);
  await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
  const logIn = () =>
    peer.openLogin({ origin: stage.portal.origins.identityProvider, reader: VIRTUAL_READER_NAME }).result;
  await logIn();
  const first = { counters: card.counters, trace: [...card.trace] };
  card.clearTrace();
  await logIn();
  const known = { counters: card.counters, trace: [...card.trace] };
  await peer.close();
  return { first, known };
}
