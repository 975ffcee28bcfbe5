import type { CardPageView, ReaderView } from "../../card/view";
import { errorText } from "../error-text";
import { t } from "../i18n";
import { cardName } from "./card-name";
import { remarksOf, remarkText } from "./standing";

/**
 * What has changed about readers and cards between two views, in short sentences for a person who does not see the
 * page.
 */
export function changes(before: CardPageView, after: CardPageView, now: Date): readonly string[] {
  if (after.name !== "ready") return [];
  const [was, is] = [present(before), present(after)];
  // The page announces by itself that there is no reader at all.
  const gone = is.length === 0 ? [] : was.filter(({ name }) => !is.some((reader) => reader.name === name));
  return [
    ...gone.map(({ name }) => `${name}: ${errorText({ code: "reader.gone", details: {} }).cause}`),
    ...is.flatMap((reader) => {
      const news = newsOf(was.find(({ name }) => name === reader.name) ?? null, reader, now);
      return news.length === 0 ? [] : [`${is.length > 1 ? `${reader.name}: ` : ""}${news.join(" ")}`];
    }),
  ];
}

function present(view: CardPageView): readonly ReaderView[] {
  return view.name === "ready" ? view.readers.filter(({ unplugged = false }) => !unplugged) : [];
}

function newsOf(before: ReaderView | null, after: ReaderView, now: Date): readonly string[] {
  const same = before !== null && insertionOf(before) === insertionOf(after) ? before : null;
  const known = same === null ? [] : remarkTexts(same, now);
  // The end of a work is announced where the page shows it.
  const remarks = after.work === null ? remarkTexts(after, now).filter((text) => !known.includes(text)) : [];
  const state = cardText(after);
  return same !== null && cardText(same) === state ? remarks : [state, ...remarks];
}

function insertionOf({ card }: ReaderView): string | null {
  return card?.status === "ready" ? card.insertion : null;
}

function cardText({ card }: ReaderView): string {
  switch (card?.status) {
    case undefined:
      return errorText({ code: "card.none", details: {} }).cause;
    case "reading":
      return t("card_reading");
    case "unusable":
      return errorText(card.error).cause;
    case "ready":
      return `${cardName(card)}: ${card.holder.name}.`;
  }
}

function remarkTexts({ card, through }: ReaderView, now: Date): readonly string[] {
  return card?.status === "ready" ? remarksOf(card, through, now).map(remarkText) : [];
}
