import { useLayoutEffect } from "preact/hooks";

/**
 * Keeps the focus in a part of the page. When a redraw removes the focused element and nothing else takes the focus,
 * `to` gets it. Browsers would move it to the beginning of the page.
 */
export function useKeptFocus(part: () => Element | null, to: () => HTMLElement | null): void {
  const had = part()?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (had && (document.activeElement === null || document.activeElement === document.body)) to()?.focus();
  });
}
