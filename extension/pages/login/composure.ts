import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * Milliseconds for which a button takes nothing after it came before the person's eyes: what they press so soon was
 * meant for what was there before.
 */
export const COMPOSURE = 1_000;

/** Calls back after so many milliseconds. Returns the function that prevents it. */
export type Wait = (milliseconds: number, work: () => void) => () => void;

export const pageWait: Wait = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
};

/** Whether the person has had the time to see what they press. */
export interface Composure {
  readonly isReached: boolean;
  /** The person has pressed. Says whether that counts. */
  readonly press: () => boolean;
  /** Whether a press did not count, so that the page must say so. */
  readonly wasPressedEarly: boolean;
}

/**
 * Begins when the component that uses it appears, or `what` changes, and anew whenever the window gets the keyboard
 * back or the tab is shown again. `isOpen` false: there is something else to wait for, however long the person has
 * looked.
 */
export function useComposure(wait: Wait, what = "", isOpen = true): Composure {
  const [isReached, setReached] = useState(false);
  const [wasPressedEarly, setPressedEarly] = useState(false);
  // What is drawn may be one event behind.
  const now = useRef(false);
  useLayoutEffect(() => {
    const set = (reached: boolean) => {
      now.current = reached;
      setReached(reached);
    };
    let prevent = () => {};
    const begin = () => {
      prevent();
      set(false);
      prevent = wait(COMPOSURE, () => set(true));
    };
    const shown = () => {
      if (document.visibilityState === "visible") begin();
    };
    begin();
    window.addEventListener("focus", begin);
    document.addEventListener("visibilitychange", shown);
    return () => {
      prevent();
      window.removeEventListener("focus", begin);
      document.removeEventListener("visibilitychange", shown);
    };
  }, [wait, what]);
  const press = () => {
    const counts = isOpen && now.current;
    setPressedEarly(!counts);
    return counts;
  };
  return { isReached: isOpen && isReached, press, wasPressedEarly };
}
