import { useLayoutEffect } from "preact/hooks";

/**
 * Keeps the focus in a part of the page: when what had it goes away as the part is drawn, `to` gets it, unless something else has taken
 * it. Browsers would let it fall to the beginning of the page.
 */
export function useKeptFocus(part: () => Element | null, to: () => HTMLElement | null): void {
  const had = part()?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (had && (document.activeElement === null || document.activeElement === document.body)) to()?.focus();
  });
}
