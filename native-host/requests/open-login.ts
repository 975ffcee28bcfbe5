import type { CardDesk } from "../cards/desk";
import type { CardMonitor } from "../cards/monitor";
import { RelaySession } from "../relay/relay-session";
import type { RelaySessions } from "../relay/relay-sessions";
import type { Trust } from "../tls/trust";
import type { Handlers } from "./context";

export interface OpenLoginParts {
  readonly logins: RelaySessions;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  readonly trust: Trust;
}

/** Opens a login with the card in the chosen reader: asks for the PIN (or has it typed on the reader), connects, signs. */
export function openLoginRequest({ logins, monitor, desk, trust }: OpenLoginParts): Handlers["openLogin"] {
  return async ({ origin, reader }, person) => {
    person.progress("card");
    const card = await monitor.card(reader);
    const login = new RelaySession({
      origin,
      reader,
      card,
      desk,
      trust,
      keypad: monitor.hasKeypad(reader),
      pinLearnt: (pin) => monitor.learnPin(reader, card.insertion, pin),
    });
    try {
      await login.open(person);
    } catch (thrown) {
      await login.close();
      throw thrown;
    }
    return { login: logins.add(login) };
  };
}
