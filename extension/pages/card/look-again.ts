import { useLayoutEffect } from "preact/hooks";
import type { ReaderView } from "../../card/view";
import type { Send } from "./connection";

/** Asks the cards again when the person comes back to the page: another program may have spent tries meanwhile. */
export function useLookAgain(readers: readonly ReaderView[], send: Send): void {
  useLayoutEffect(() => {
    const look = () => {
      if (document.visibilityState !== "visible") return;
      for (const { name, card } of readers) if (card?.status === "ready") send({ type: "look", reader: name });
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [readers, send]);
}
