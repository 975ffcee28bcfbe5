import type { CardPageView } from "../../card/view";

/** The pause between two searches for the host, in milliseconds. */
export const PAUSE = 2_000;

/** Looks for a missing host again and again while the page is visible. Returns the function to call with each view. */
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
