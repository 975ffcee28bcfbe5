/** Seconds. A page that waits longer is there to be read. When its time is over it often leads to a logout. */
export const AT_ONCE = 10;

/** HTML Living Standard, "shared declarative refresh steps": seconds, then an optional separator, `url=` and quotes. */
const REFRESH =
  /^\s*(?<seconds>\d+)(?:\.[\d.]*)?(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:'(?<single>[^']*)|"(?<double>[^"]*)|(?<bare>.+))/i;

/**
 * The reference to which the value of a `Refresh` field, or of a meta element like it, leads at once; null if to none.
 */
export function refreshTarget(value: string): string | null {
  const { seconds, single, double, bare } = REFRESH.exec(value)?.groups ?? {};
  if (seconds === undefined || Number(seconds) > AT_ONCE) return null;
  return (single ?? double ?? bare ?? "").trim();
}
