import type { HeaderList } from "../../../shared/messages";
import { toHeaderText } from "./header-text";
import type { PortalRequest } from "./portal-request";

/** How the browser introduces itself. */
export interface BrowserIdentity {
  readonly userAgent: string;
  /** BCP 47 tags, the preferred one first. */
  readonly languages: readonly string[];
}

/**
 * The fields of a relayed request: the browser's own, without a referrer. The host adds those of the connection.
 */
export function requestHeaders(
  request: PortalRequest,
  cookies: string | null,
  { userAgent, languages }: BrowserIdentity,
): HeaderList {
  const fields: [string, string | null][] = [
    ["User-Agent", userAgent],
    ["Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"],
    ["Accept-Language", acceptLanguage(languages)],
    ["Origin", request.origin],
    ["Content-Type", request.contentType],
    ...request.fetchMetadata.map(([name, value]): [string, string] => [name, value]),
    ["Cookie", cookies],
  ];
  return fields.flatMap(([name, value]): HeaderList => (value === null ? [] : [[name, toHeaderText(value)]]));
}

function acceptLanguage(languages: readonly string[]): string | null {
  if (languages.length === 0) return null;
  return languages
    .map((tag, index) => (index === 0 ? tag : `${tag};q=${Math.max(0.1, 1 - index / 10).toFixed(1)}`))
    .join(",");
}
