/** Bounds on the memory that a client can make us hold; in bytes unless the comment says otherwise. */
export const RPC_LIMITS = {
  /** The message of a request. */
  request: 128 * 1024,
  /**
   * The message of a request that is too long. We skip it and answer with an error, so that the client and its login
   * live on. A longer one ends the connection.
   */
  skippedRequest: 64 * 1024 * 1024,
  /** The options of a frame. We know none and skip them. */
  options: 4 * 1024,
  /** A response. */
  response: 64 * 1024,
  /** Calls in flight, a number, and the bytes that they hold. Above either limit we read no further request. */
  callsInFlight: 32,
  bytesInFlight: 256 * 1024,
  /** Attributes in a template; a number. */
  attributes: 512,
  /** Depth of attribute lists within attributes; p11-kit allows the same. */
  attributeDepth: 8,
  /** Random bytes in one call. */
  random: 32 * 1024,
  /** Object handles in one response; a number. */
  objects: 1024,
} as const;
