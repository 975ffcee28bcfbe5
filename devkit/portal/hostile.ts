import { HOSTILE_ANSWERS } from "./hostile/answers";
import { HOSTILE_COOKIES } from "./hostile/cookies";
import { HOSTILE_HANDSHAKES } from "./hostile/handshakes";
import { HOSTILE_REDIRECTS } from "./hostile/redirects";
import type { HostileCase } from "./hostile/server";

/**
 * Servers that misbehave, each started by itself: `HOSTILE['cut-in-body'].start(pki)`. All but `not-asking` and those
 * that never get that far ask for a client certificate as a protected site does. Odd pages have a table of their own.
 */
export const HOSTILE = {
  ...HOSTILE_HANDSHAKES,
  ...HOSTILE_ANSWERS,
  ...HOSTILE_REDIRECTS,
  ...HOSTILE_COOKIES,
} as const satisfies Readonly<Record<string, HostileCase>>;

export type HostileName = keyof typeof HOSTILE;
export { HOSTILE_PAGES, startHostilePage, type HostilePageName } from "./hostile/pages";
export { COOKIES_TO_IGNORE, COOKIES_TO_KEEP } from "./hostile/cookies";
export type { HostileCase, HostileServer, Seen } from "./hostile/server";
