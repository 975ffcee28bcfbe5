import type { CardDesk } from '../cards/desk';
import type { CardMonitor } from '../cards/monitor';
import { Login } from '../login/login';
import type { Logins } from '../login/logins';
import type { Handlers } from './context';

export interface OpenLoginParts {
  readonly logins: Logins;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  readonly extraTrust: readonly string[];
}

/** Opens a login with the card in the chosen reader: asks for the PIN, connects, signs. */
export function openLoginRequest({ logins, monitor, desk, extraTrust }: OpenLoginParts): Handlers['openLogin'] {
  return async ({ origin, reader }, person) => {
    person.progress('card');
    const card = await monitor.card(reader);
    const login = new Login({
      origin, reader, card, desk, extraTrust,
      pinLearnt: (pin) => monitor.learnPin(reader, card.insertion, pin),
    });
    try {
      await login.open(person);
    } catch (thrown) {
      login.close();
      throw thrown;
    }
    return { login: logins.add(login) };
  };
}
