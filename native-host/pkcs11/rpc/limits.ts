/** Bounds on what a client can make us hold. Bytes, where not said otherwise. */
export const RPC_LIMITS = {
  /** Message of one request that is read. */
  request: 128 * 1024,
  /** Message of one request that is passed over, to answer that it is too long: the client and its login live on. More is nonsense. */
  passedOver: 64 * 1024 * 1024,
  /** Options of one request; none are known, so they are passed over. */
  options: 4 * 1024,
  /** One answer. */
  answer: 64 * 1024,
  /** Requests and answers at work at the same time, in calls and in bytes: beyond, no further request is read. */
  calls: 32,
  atWork: 256 * 1024,
  /** Attributes in one template. */
  attributes: 512,
  /** Lists of attributes within attributes: p11-kit goes as deep. */
  attributeDepth: 8,
  /** Random bytes in one call. */
  random: 32 * 1024,
  /** Object handles in one answer. */
  objects: 1024,
} as const;
