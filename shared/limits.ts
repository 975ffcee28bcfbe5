/** Bounds that both ends enforce. Sizes are in bytes, times in milliseconds. */
export const LIMITS = {
  /** Largest frame that the host writes: Chrome closes the port beyond 1 MB. */
  hostFrame: 1_000_000,
  /** Largest frame that the host reads. */
  extensionFrame: 4_000_000,
  /** Bytes of a body that one message carries (two thirds of a megabyte as base64). */
  bodyChunk: 512 * 1024,
  /** Largest answer that the relay takes from a portal. */
  answerBody: 20 * 1024 * 1024,
  /** Largest request body that the relay replays. */
  requestBody: 20 * 1024 * 1024,
  /** Redirects followed inside the protected origin in one login. */
  redirects: 10,
  /** Links and buttons of a portal's pages that a person follows in one login. */
  choices: 50,
  /** Fields of a form. */
  formFields: 1000,
  /** Characters of a URL. */
  url: 16_384,
  /** Header fields of a request or an answer, and characters of all of them. */
  headerCount: 200,
  /** Characters of a header field's name. */
  headerName: 256,
  headerBytes: 64 * 1024,
  /** Characters of a distinguished name. */
  distinguishedName: 4096,
  /** A certificate on a card. */
  certificate: 8192,
  /** Characters of a holder's name. */
  holderName: 256,
  /** PIN length in digits. */
  pinMin: 5,
  pinMax: 8,
  /** Characters of any code in a message: those that a card or USB key behind the program of its maker may ask for. */
  code: 64,
  /** Silence of a server after which the relay gives up. */
  serverSilence: 30_000,
  /** One TLS handshake, without the time in which the card signs. */
  handshake: 60_000,
  /** A TLS thread that nobody takes: twice the time for which the host waits for a PIN. */
  waitingThread: 240_000,
  /**
   * A TCP connection that waits for a login. Some servers give connection and handshake five seconds in all, and the card
   * needs up to two of them.
   */
  earlySocket: 3_000,
  /** Intermediate certificates that one login fetches because the server left them out. */
  intermediates: 4,
  /** One of them. */
  intermediateBytes: 64 * 1024,
  /** The time for fetching one of them. */
  intermediateFetch: 5_000,
  /** Those of earlier logins that the host keeps. */
  keptIntermediates: 64,
  /**
   * A script that says which proxy to take: its length, the memory it may use, and the time for getting and asking it.
   */
  proxyScriptBytes: 1024 * 1024,
  proxyScriptMemory: 64 * 1024 * 1024,
  proxyScript: 10_000,
  /** Milliseconds for which the answer counts whether the network has such a script. */
  proxySearch: 60_000,
  /** Characters of a proxy's address, and exceptions from it in a browser's settings. */
  proxyAddress: 512,
  proxyExceptions: 500,
  /** One answer of a server, from the request to the last byte: a server that drips is never silent. */
  answer: 60_000,
  /** Bytes per second of the slowest upload: a long request gives its answer so much more time. */
  uploadRate: 32 * 1024,
  /** Interim answers (1xx) before the answer. */
  interimAnswers: 100,
  /** One answer of the card. */
  cardCommand: 20_000,
  /**
   * One answer of a reader on which a person types: drivers give up after 60 s, or after 90 s if the reader does not
   * answer them.
   */
  keypad: 100_000,
  /** How long a reader with a keypad waits for the person: the longest time that all readers accept. */
  keypadEntry: 60_000,
  /** A card whose PIN was typed there waits for its signature as long as a handshake may take. */
  verifiedCard: 60_000,
  /** How long the host remembers that a server was verified and asked for a certificate. */
  probedServer: 600_000,
  /** How long the host waits for the PIN that it asked for. */
  pinWait: 120_000,
  /** How long a login waits for the person's choice on a page of the portal. The host keeps it open as long. */
  choiceWait: 300_000,
} as const;
