import { useLayoutEffect } from "preact/hooks";
import type { ReaderView } from "../../card/view";
import type { Send } from "./connection";

/** Has the cards asked again when the person comes back to the page: elsewhere tries may have been spent since. */
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
