import type { CardDesk } from "../cards/desk";
import type { CardMonitor } from "../cards/monitor";
import { VarcoError } from "../../shared/errors";
import type { ProbedServers } from "../relay/probed-servers";
import { RelaySession } from "../relay/relay-session";
import type { RelaySessions } from "../relay/relay-sessions";
import type { Trust } from "../tls/trust";
import type { Handlers } from "../messaging/handlers";

export interface OpenLoginParts {
  readonly sessions: RelaySessions;
  readonly probed: ProbedServers;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  readonly trust: Trust;
}

/**
 * Opens a login with the card in the chosen reader: asks for the PIN, connects, signs. A reader with a keypad takes the
 * PIN itself. Throws `card.removed` if the card is not the one that the person saw.
 */
export function openLoginRequest({ sessions, probed, monitor, desk, trust }: OpenLoginParts): Handlers["openLogin"] {
  return async ({ origin, reader, insertion, proxy }, person) => {
    person.progress("card");
    const card = await monitor.card(reader);
    if (card.insertion !== insertion) throw new VarcoError("card.removed");
    const session = new RelaySession({
      origin,
      reader,
      card,
      desk,
      trust,
      proxy,
      keypad: monitor.hasKeypad(reader),
      probed: probed.has(origin),
      pinTyped: true,
      pinLearnt: (pin) => monitor.learnPin(reader, card.insertion, pin),
    });
    try {
      await session.open(person);
    } catch (thrown) {
      await session.close();
      throw thrown;
    }
    return { login: sessions.add(session) };
  };
}
