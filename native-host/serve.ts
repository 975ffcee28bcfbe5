import { VarcoError } from "../shared/errors";
import type { Composition, Streams } from "./composition";
import { openCards } from "./commands/open-cards";
import { log } from "./log";
import { LazyCards } from "./cards/lazy-cards";
import { ProbedServers } from "./relay/probed-servers";
import { RelaySessions } from "./relay/relay-sessions";
import type { Caller } from "./messaging/caller";
import type { Handlers } from "./messaging/handlers";
import { Outbox } from "./messaging/outbox";
import { Port } from "./messaging/port";
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

/**
 * Serves the extension that started the host, until the browser closes the pipe. Any other caller gets
 * `host.caller-refused` and nothing else.
 */
export async function serveExtension(
  from: Caller,
  composition: Composition,
  { input, output }: Streams,
): Promise<void> {
  if (!from.allowed) {
    const refusal = new VarcoError("host.caller-refused");
    log.failure("start", refusal);
    new Outbox(output).send({ kind: "fault", error: refusal.toJSON() });
    return;
  }
  const { trust, start, systemRoot, settings } = composition;
  const cards = new LazyCards({ cardLock: composition.cardLock, openCards: () => openCards(composition) });
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
    // Few ask for it, and its code and texts are long.
    doctor: async (...asked) => {
      const { doctorRequest } = await import("./requests/doctor");
      return doctorRequest({ trust, start, systemRoot, settings }, cards)(...asked);
    },
  };
  try {
    await new Port(input, output, {
      handlers,
      greeted: (send, greeting) => {
        if (greeting.cards === false) return;
        const { monitor, readers } = cards.open();
        const tell = () => send({ kind: "cards", state: monitor.state() });
        monitor.watch(tell);
        // Until the readers are known, any state sent would be wrong.
        void readers.ready().then(tell);
      },
    }).run();
  } finally {
    await sessions.closeAll();
    if ((await settledWithin(LAST_THREADS, allThreadsGone())) === null)
      log.failure("end", new VarcoError("internal", { reason: "a TLS thread still runs" }));
    await cards.close();
  }
}
