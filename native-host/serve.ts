import { VarcoError } from "../shared/errors";
import { CardCare } from "./cards/care";
import { CardDesk } from "./cards/desk";
import { CardMonitor } from "./cards/monitor";
import { log } from "./log";
import { RelaySessions } from "./relay/relay-sessions";
import type { Caller } from "./messaging/caller";
import { Outbox } from "./messaging/outbox";
import { Port } from "./messaging/port";
import type { Composition, Streams } from "./program";
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
 * Serves the extension that started the host, until the browser closes the pipe. Anyone but ours is told
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
  const logins = new RelaySessions();
  const handlers = {
    probe: probeRequest(trust, monitor),
    openLogin: openLoginRequest({ logins, monitor, desk, trust }),
    relay: relayRequest(logins),
    closeLogin: closeLoginRequest(logins),
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
        // Before the readers are known there is nothing true to say about them.
        void readers.ready().then(tell);
      },
    }).run();
  } finally {
    await logins.closeAll();
    monitor.close();
    await readers.close();
  }
}
