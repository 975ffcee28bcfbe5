import { useRef } from "preact/hooks";
import type { CardPageView } from "../../card/view";
import { changes } from "./changes";

const NOTHING: CardPageView = { name: "starting" };

/** Tells screen readers what has changed about readers and cards. Everybody else sees it on the page. */
export function ChangeLine({ view, now }: { readonly view: CardPageView; readonly now: Date }) {
  const last = useRef({ before: NOTHING, after: NOTHING });
  const { before, after } = last.current;
  // A text stays until there is something new to say. If the language changes meanwhile, the text follows.
  if (view !== after)
    last.current = {
      before: changes(after, view, now).length > 0 || view.name !== "ready" ? after : before,
      after: view,
    };
  return (
    <p role="status" class="unseen" data-testid="changes">
      {changes(last.current.before, view, now).join(" ")}
    </p>
  );
}
