/** DOM standard, `NodeFilter`. */
const SHOW_ELEMENT_AND_TEXT = 0x1 | 0x4;
const FILTER_ACCEPT = 1;
const FILTER_REJECT = 2;

/** Elements that the person does not see on the portal's page. A style sheet may hide more: none is read. */
export const HIDDEN =
  "[hidden], [style*='display:none' i], [style*='display: none' i], [style*='visibility:hidden' i], [style*='visibility: hidden' i]";
const NO_TEXT =
  "head, script, style, template, noscript, iframe, object, embed, svg, canvas, audio, video, select, textarea, nav";
/** Elements that begin a line. */
const BLOCK =
  "address, article, aside, blockquote, body, button, caption, dd, details, div, dt, fieldset, figcaption, footer, form, h1, h2, h3, h4, h5, h6, header, legend, li, main, p, pre, section, summary, td, th, tr";

/** Nodes after which a page counts as read. */
const NODES = 100_000;

/**
 * The text below a node that a person would see, a line for each block; some more than `limit` characters at most. What
 * is in it is still the portal's: show it through `plainText`.
 */
export function visibleText(root: Node, limit: number): string {
  const unseen = `${NO_TEXT}, ${HIDDEN}`;
  const walker = document.createTreeWalker(root, SHOW_ELEMENT_AND_TEXT, (node) =>
    node instanceof Element && node.matches(unseen) ? FILTER_REJECT : FILTER_ACCEPT,
  );
  let text = "";
  let block: Element | null = null;
  for (let visited = 0; visited < NODES && text.length < limit; visited += 1) {
    const node = walker.nextNode();
    if (node === null) break;
    if (node instanceof Element) {
      if (node.matches("br, hr")) text += "\n";
      continue;
    }
    const piece = (node.nodeValue ?? "").slice(0, limit).replace(/\s+/g, " ");
    if (piece.trim() === "") {
      if (piece !== "") text += " ";
      continue;
    }
    const its = node.parentElement?.closest(BLOCK) ?? null;
    if (text !== "" && its !== block) text += "\n";
    block = its;
    text += piece;
  }
  return text;
}
