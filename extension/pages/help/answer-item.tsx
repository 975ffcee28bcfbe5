import type { Answer } from "../../help/answer";
import { t } from "../i18n";
import { Actions } from "./actions";
import { Pieces } from "./pieces";

/** Identifier of the element that shows an entry. */
export function elementId(entry: string): string {
  return `entry-${entry}`;
}

/** A question that opens to show its answer. The page's address then names it, so that people can keep or share it. */
export function AnswerItem({ answer: { id, question, blocks, actions, related } }: { readonly answer: Answer }) {
  const toggled = (open: boolean) => {
    if (open) history.replaceState(null, "", `#${id}`);
  };
  return (
    <details class="answer" id={elementId(id)} onToggle={({ currentTarget }) => toggled(currentTarget.open)}>
      <summary>
        <h3>{question}</h3>
      </summary>
      <div class="body">
        {blocks.map((block, index) =>
          block.kind === "paragraph" ? (
            <p key={index}>
              <Pieces pieces={block.pieces} />
            </p>
          ) : (
            <ol key={index}>
              {block.steps.map((pieces, step) => (
                <li key={step}>
                  <Pieces pieces={pieces} />
                </li>
              ))}
            </ol>
          ),
        )}
        <Actions actions={actions} />
        {related.length > 0 && (
          <div class="related">
            <p>{t("help_page_related")}</p>
            <ul>
              {related.map((other) => (
                <li key={other.id}>
                  <a href={`#${other.id}`}>{other.question}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}
