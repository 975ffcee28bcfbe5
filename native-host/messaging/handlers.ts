import type {
  HostRequest,
  LoginStep,
  PinRequest,
  RequestParams,
  RequestResult,
  RequestType,
} from "../../shared/messages";

/** What a handler may use while it works on one request of the extension. */
export interface RequestContext {
  /** Fires when the extension cancels the request or goes away. */
  readonly signal: AbortSignal;
  /** The body that came with the request, empty if none did. */
  readonly body: Buffer;
  /** Tells the page which step begins. */
  readonly progress: (step: LoginStep) => void;
  /**
   * Asks the person for the PIN through the extension. The caller wipes the buffer.
   * Throws `pin.cancelled`, `pin.timeout`, `operation.cancelled`.
   */
  readonly askPin: (question: Omit<PinRequest, "forRequest">) => Promise<Buffer>;
  /** Sends the body of the answer, in pieces. The result must come after it. */
  readonly sendBody: (body: Uint8Array) => Promise<void>;
}

/** One handler for each request type. The port itself answers `hello` and `cancel`. */
export type Handlers = {
  readonly [T in Exclude<RequestType, "hello" | "cancel">]: (
    params: RequestParams<T>,
    context: RequestContext,
  ) => Promise<RequestResult<T>>;
};
export type HandledType = keyof Handlers;
export type HandledRequest<T extends HandledType = HandledType> = HostRequest<T>;
