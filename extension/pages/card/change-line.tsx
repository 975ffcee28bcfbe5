import { useRef } from "preact/hooks";
import type { CardPageView } from "../../card/view";
import { changes } from "./changes";

const NOTHING: CardPageView = { name: "starting" };

/** Where screen readers hear what changed of readers and cards; who sees the page sees it there. */
export function ChangeLine({ view }: { readonly view: CardPageView }) {
  const last = useRef({ before: NOTHING, after: NOTHING });
  const { before, after } = last.current;
  // What was said stays until there is something else to say, in the language of the day.
  if (view !== after)
    last.current = { before: changes(after, view).length > 0 || view.name !== "ready" ? after : before, after: view };
  return (
    <p role="status" class="unseen" data-testid="changes">
      {changes(last.current.before, view).join(" ")}
    </p>
  );
}
