import type { CardDesk } from "../cards/desk";
import type { CardMonitor } from "../cards/monitor";
import { Login } from "../login/login";
import type { Logins } from "../login/logins";
import type { Trust } from "../tls/trust";
import type { Handlers } from "./context";

export interface OpenLoginParts {
  readonly logins: Logins;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  readonly trust: Trust;
}

/** Opens a login with the card in the chosen reader: asks for the PIN (or has it typed on the reader), connects, signs. */
export function openLoginRequest({ logins, monitor, desk, trust }: OpenLoginParts): Handlers["openLogin"] {
  return async ({ origin, reader }, person) => {
    person.progress("card");
    const card = await monitor.card(reader);
    const login = new Login({
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
