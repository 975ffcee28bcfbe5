import { toVarcoError, VarcoError } from "../shared/errors";
import type { Composition, Streams } from "./composition";
import { log } from "./log";
import type { Caller } from "./messaging/caller";
import { NO_EARLY_GREETING, type EarlyGreeting } from "./messaging/early-greeting";
import { Outbox } from "./messaging/outbox";
import { Port } from "./messaging/port";
import type { Service } from "./service";

/**
 * Serves the extension that started the host, until the browser closes the pipe. Any other caller gets
 * `host.caller-refused` and nothing else. The code that does the work is loaded after the first answer, or when the
 * extension asks for the first work. `early`: what was said before the streams were opened.
 */
export async function serveExtension(
  from: Caller,
  compose: () => Promise<Composition>,
  { input, output }: Pick<Streams, "input" | "output">,
  early: EarlyGreeting = NO_EARLY_GREETING,
): Promise<void> {
  if (!from.allowed) {
    const refusal = new VarcoError("host.caller-refused");
    log.failure("start", refusal);
    new Outbox(output).send({ kind: "fault", error: refusal.toJSON() });
    return;
  }
  const opened: { service: Promise<Service> | null } = { service: null };
  const open = async () => {
    const [{ openService }, composition] = await Promise.all([import("./service"), compose()]);
    return openService(from, composition);
  };
  const service = () => (opened.service ??= open());
  if (early.unread.length > 0) input.unshift(early.unread);
  if (early.unsent.length > 0) output.write(early.unsent);
  try {
    await new Port(input, output, {
      handlers: async () => (await service()).handlers,
      greeted: (send, greeting) => {
        if (greeting.cards === false) return;
        service()
          .then(({ tellCards }) => tellCards(send))
          .catch((thrown: unknown) => {
            const error = toVarcoError(thrown);
            log.failure("cards", error);
            // Without a word the pages would wait for cards for ever.
            send({ kind: "fault", error: error.toJSON() });
          });
      },
    }).run(early.greeting);
  } finally {
    await (await opened.service)?.close();
  }
}
