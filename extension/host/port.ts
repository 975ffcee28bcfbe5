import browser from "webextension-polyfill";
import { HOST_NAME } from "../../shared/identity";
import type { HostRequest, RequestType, ToHost } from "../../shared/messages";

/** The native port, reduced to what the client needs. */
export interface HostPort {
  post<T extends RequestType>(message: ToHost | HostRequest<T>): void;
  onMessage(listener: (message: unknown) => void): void;
  /** `reason` is the browser's own text. null: it gives none. Not called after `disconnect`. */
  onDisconnect(listener: (reason: string | null) => void): void;
  disconnect(): void;
}

/** Starts the host program. A program that cannot start is reported through `onDisconnect`. */
export function connectHost(): HostPort {
  const port = browser.runtime.connectNative(HOST_NAME);
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    // Firefox has the reason on the port, Chromium in `lastError`.
    onDisconnect: (listener) =>
      port.onDisconnect.addListener((gone) => {
        listener(gone.error?.message ?? browser.runtime.lastError?.message ?? null);
      }),
    disconnect: () => port.disconnect(),
  };
}
