import { VarcoError } from "../shared/errors";
import { CardCare } from "./cards/care";
import { CardDesk } from "./cards/desk";
import { CardMonitor } from "./cards/monitor";
import type { Composition, Streams } from "./composition";
import { log } from "./log";
import { RelaySessions } from "./relay/relay-sessions";
import type { Caller } from "./messaging/caller";
import { Outbox } from "./messaging/outbox";
import { Port } from "./messaging/port";
import { changePinRequest } from "./requests/change-pin";
import { closeLoginRequest } from "./requests/close-login";
import { inspectCardRequest } from "./requests/inspect-card";
import { moduleRequest } from "./requests/module";
import { openLoginRequest } from "./requests/open-login";
import { probeRequest } from "./requests/probe";
import { registerModuleRequest } from "./requests/register-module";
import { relayRequest } from "./requests/relay";
import { testCardRequest } from "./requests/test-card";
import { unblockPinRequest } from "./requests/unblock-pin";
import { unregisterModuleRequest } from "./requests/unregister-module";

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
  const { trust, cardLock, start, systemRoot } = composition;
  const readers = composition.openReaders();
  const desk = new CardDesk(readers, cardLock);
  const monitor = new CardMonitor(readers, desk);
  const care = new CardCare(monitor, desk);
  const sessions = new RelaySessions();
  const handlers = {
    probe: probeRequest(trust, monitor),
    openLogin: openLoginRequest({ sessions, monitor, desk, trust }),
    relay: relayRequest(sessions),
    closeLogin: closeLoginRequest(sessions),
    inspectCard: inspectCardRequest(care),
    changePin: changePinRequest(care),
    unblockPin: unblockPinRequest(care),
    testCard: testCardRequest(care),
    module: moduleRequest(from.engine, systemRoot),
    registerModule: registerModuleRequest(from.engine, systemRoot, start),
    unregisterModule: unregisterModuleRequest(from.engine, systemRoot),
  };
  try {
    await new Port(input, output, {
      handlers,
      greeted: (send) => {
        const tell = () => send({ kind: "cards", state: monitor.state() });
        monitor.watch(tell);
        // Until the readers are known, any state sent would be wrong.
        void readers.ready().then(tell);
      },
    }).run();
  } finally {
    await sessions.closeAll();
    monitor.close();
    await readers.close();
  }
}
