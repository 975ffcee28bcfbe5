import type { CardPageView } from "../../card/view";

/** How long after a search in vain the next one begins, in milliseconds. */
export const PAUSE = 2_000;

/** Has a host that does not answer looked for again and again while the page is seen. Returns what to call with each view. */
export function createLookAgain(look: () => void): (view: CardPageView) => void {
  let missing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    if (missing && document.visibilityState === "visible") timer = setTimeout(look, PAUSE);
  };
  document.addEventListener("visibilitychange", wait);
  return ({ name }) => {
    missing = name === "failed";
    wait();
  };
}
