import type {
  HostRequest,
  LoginStep,
  PinRequest,
  RequestParams,
  RequestResult,
  RequestType,
} from "../../shared/messages";

/** What a handler may do while it works on one request of the extension. */
export interface RequestContext {
  /** Fires when the extension cancels the request or goes away. */
  readonly signal: AbortSignal;
  /** The body that came with the request; empty if none. */
  readonly body: Buffer;
  /** Tells the page what is being done. */
  progress(step: LoginStep): void;
  /**
   * Asks the person for the PIN through the extension. The caller wipes the buffer.
   * Throws `pin.cancelled`, `pin.timeout`, `operation.cancelled`.
   */
  askPin(question: Omit<PinRequest, "forRequest">): Promise<Buffer>;
  /** Sends the answer's body, in pieces, before the result. */
  sendBody(body: Uint8Array): Promise<void>;
}

/** One function per request type but `hello` and `cancel`, which the port answers itself. */
export type Handlers = {
  readonly [T in Exclude<RequestType, "hello" | "cancel">]: (
    params: RequestParams<T>,
    context: RequestContext,
  ) => Promise<RequestResult<T>>;
};
export type HandledType = keyof Handlers;
export type HandledRequest<T extends HandledType = HandledType> = HostRequest<T>;
