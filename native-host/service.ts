import { VarcoError } from "../shared/errors";
import type { ToExtension } from "../shared/messages";
import type { Composition } from "./composition";
import { openCards } from "./commands/open-cards";
import { log } from "./log";
import { LazyCards } from "./cards/lazy-cards";
import { ProbedServers } from "./relay/probed-servers";
import { RelaySessions } from "./relay/relay-sessions";
import type { Caller } from "./messaging/caller";
import type { Handlers } from "./messaging/handlers";
import { settledWithin } from "./readers/within";
import { changePinRequest } from "./requests/change-pin";
import { closeLoginRequest } from "./requests/close-login";
import { inspectCardRequest } from "./requests/inspect-card";
import { lookRequest } from "./requests/look";
import { moduleRequest } from "./requests/module";
import { openLoginRequest } from "./requests/open-login";
import { probeRequest } from "./requests/probe";
import { registerModuleRequest } from "./requests/register-module";
import { relayRequest } from "./requests/relay";
import { testCardRequest } from "./requests/test-card";
import { unblockPinRequest } from "./requests/unblock-pin";
import { unregisterModuleRequest } from "./requests/unregister-module";
import { allThreadsGone } from "./tls/threads";

/** Milliseconds that TLS threads have to end. */
const LAST_THREADS = 500;

/** What the host does for one extension. */
export interface Service {
  readonly handlers: Handlers;
  /** Opens the readers, and from now on sends every change of the cards. */
  readonly tellCards: (send: (message: ToExtension) => void) => void;
  /** Ends logins and connections, and lets go of the readers. */
  readonly close: () => Promise<void>;
}

/** Opens the service for the extension that started the host. */
export function openService(from: Caller, composition: Composition): Service {
  const { trust, start, systemRoot, cardLock } = composition;
  const cards = new LazyCards({ cardLock, openCards: () => openCards(composition) });
  const sessions = new RelaySessions();
  const probed = new ProbedServers();
  const handlers: Handlers = {
    look: lookRequest(trust),
    probe: (...asked) => probeRequest(trust, cards.open().monitor, probed)(...asked),
    openLogin: (...asked) => openLoginRequest({ sessions, probed, trust, ...cards.open() })(...asked),
    relay: relayRequest(sessions),
    closeLogin: closeLoginRequest(sessions),
    inspectCard: (...asked) => inspectCardRequest(cards.open().care)(...asked),
    changePin: (...asked) => changePinRequest(cards.open().care)(...asked),
    unblockPin: (...asked) => unblockPinRequest(cards.open().care)(...asked),
    testCard: (...asked) => testCardRequest(cards.open().care)(...asked),
    module: moduleRequest(from.engine, systemRoot),
    registerModule: registerModuleRequest(from.engine, systemRoot, start),
    unregisterModule: unregisterModuleRequest(from.engine, systemRoot),
  };
  return {
    handlers,
    tellCards: (send) => {
      const { monitor, readers } = cards.open();
      const tell = () => send({ kind: "cards", state: monitor.state() });
      monitor.watch(tell);
      // Until the readers are known, any state sent would be wrong.
      void readers.ready().then(tell);
    },
    close: async () => {
      await sessions.closeAll();
      if ((await settledWithin(LAST_THREADS, allThreadsGone())) === null)
        log.failure("end", new VarcoError("internal", { reason: "a TLS thread still runs" }));
      await cards.close();
    },
  };
}
