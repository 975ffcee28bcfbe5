import { DEMO_PUK, makeCard } from "../../../devkit/stage/card";
import type { Computer } from "./computer";
import type { Column } from "./fault";

type MoreOfCard = Parameters<typeof makeCard> extends [unknown, ...infer More] ? More : never;
const insert =
  (...card: MoreOfCard) =>
  async ({ pki, equipment }: Computer) =>
    equipment.door.insert(await makeCard(pki, ...card));
/** The person takes the right card. */
const insertRight = ({ equipment }: Computer) => equipment.door.insert(equipment.card);
const unblock = (computer: Computer) =>
  computer.paste(`printf '${DEMO_PUK}\\n2468135\\n' | ${computer.host.join(" ")} pin unblock --stdin`);

const CARDS: Column<Computer> = [
  {
    check: "card.present",
    outcome: "mute",
    // Dirty contacts: not one answer comes through.
    make: async ({ pki, equipment }) => {
      const card = await makeCard(pki);
      for (let at = 1; at <= 100; at += 1) card.faults.plan({ at, kind: "answer", bytes: new Uint8Array() });
      await equipment.door.insert(card);
    },
    remedy: insertRight,
  },
  { check: "card.contact", outcome: "radio", make: insert({}, { family: "ts-contactless" }), remedy: insertRight },
  { check: "card.known", outcome: "not-cns", make: insert({}, { family: "not-cns" }), remedy: insertRight },
  { check: "card.known", outcome: "unsupported", make: insert({}, { family: "ace2025" }), remedy: insertRight },
  {
    check: "card.known",
    outcome: "unreadable",
    make: insert({}, { certificate: Buffer.from("0\u0082 no certificate") }),
    remedy: insertRight,
  },
  { check: "card.activated", outcome: "empty", make: insert({}, { certificate: null }), remedy: insertRight },
  { check: "card.dates", outcome: "expired", make: insert({ validity: "expired" }), remedy: insertRight },
  { check: "card.dates", outcome: "early", make: insert({ validity: "not-yet-valid" }), remedy: insertRight },
  { check: "card.dates", outcome: "soon", make: insert({ validity: "ending" }), remedy: insertRight },
  { check: "card.pin", outcome: "last", make: insert({}, { pinTriesLeft: 1 }), remedy: unblock },
  { check: "card.pin", outcome: "blocked", make: insert({}, { pinTriesLeft: 0 }), remedy: unblock },
];

/** Faults of the card in the reader, in the order in which one hides the next. */
export const CARD_FAULTS: readonly Column<Computer>[] = [CARDS];
