import { VarcoError } from "../../shared/errors";
import type { CardFamily } from "./families/family";
import { Families, lookAlikes } from "./families/recognise";
import { CnsCard } from "./cns-card";
import { withExactLength } from "./exact-length";
import { exchangeOver, type Exchange } from "./exchange";
import { FileSystem } from "./file-system";
import { withGetResponse } from "./get-response";
import { withLongCommands } from "./long-command";
import { meaningOf } from "./status-word";
import type { CardTransport } from "./transport";

/**
 * Recognises a CNS. The ATR alone tells a contact card, and nothing is sent. A contactless card with a common ATR is
 * asked for its application and model. `knownFamily`: the id of the family that an earlier reading of the same card
 * found. It saves asking again, and tells families apart that differ only in the place of the certificate.
 * `pinWillChange`: see `CnsCard`. Throws `card.not-cns`, `card.contactless`.
 */
export async function openCns(
  transport: CardTransport,
  atrBytes: Uint8Array,
  knownFamily?: string,
  pinWillChange: () => void = () => {},
  families: Families = new Families(),
): Promise<CnsCard> {
  const byAtr = families.byAtr(atrBytes);
  const family = lookAlikes(byAtr).find(({ id }) => id === knownFamily) ?? byAtr;
  const send = withLongCommands(
    withGetResponse(withExactLength(exchangeOver(transport))),
    transport,
    family.longCommands,
  );
  const files = new FileSystem(send, family.files);
  if (!(await hasApplication(send, files, family, family.id === knownFamily))) throw new VarcoError("card.not-cns");
  return new CnsCard(send, files, family, pinWillChange, transport.keypad ?? null);
}

async function hasApplication(
  send: Exchange,
  files: FileSystem,
  { recognition: { application } }: CardFamily,
  modelKnown: boolean,
): Promise<boolean> {
  if (application === undefined) return true;
  const step = "recognise card";
  try {
    if (!(await files.selectApplication(step, application.aid))) return false;
  } catch (error) {
    // Any refusal means that the application is not there. Only the loss of the card means something else.
    if (error instanceof VarcoError && error.code === "card.answer") return false;
    throw error;
  }
  if (modelKnown) return true;
  const { tag, answer } = application;
  const model = await send({ step, cla: 0x00, ins: 0xca, p1: tag >> 8, p2: tag & 0xff, le: 256 });
  return meaningOf(model.statusWord) === "ok" && Buffer.from(model.data).toString("latin1").startsWith(answer);
}
