import type { ErrorCode } from "../../../shared/errors";
import { startHttp, type HostileCase } from "./server";

/** Redirects to what the function makes of the number of the request, from 1. */
const redirecting = (
  what: string,
  expected: ErrorCode | null,
  location: (count: number) => string | null,
  status = 302,
): HostileCase => ({
  what,
  expected,
  start: async (pki) => {
    let count = 0;
    return startHttp(pki, (_request, response) => {
      const target = location((count += 1));
      response.writeHead(status, target === null ? {} : { location: target }).end();
    });
  },
});

/** Protected sites that send the login where it should not go. */
export const HOSTILE_REDIRECTS = {
  "endless-redirects": redirecting(
    "redirects to a new address every time",
    "server.redirects",
    (count) => `/passo/${count}`,
  ),
  "redirect-to-itself": redirecting("redirects to the same address", "server.redirects", () => "/"),
  "endless-repeats": redirecting(
    "wants the same request elsewhere, without end",
    "server.redirects",
    (count) => `/passo/${count}`,
    307,
  ),
  "redirect-to-http": redirecting(
    "redirects to an address without encryption",
    "portal.unsafe-address",
    () => "http://servizi.example/ritorno?code=segreto",
  ),
  "redirect-to-script": redirecting("redirects to a script", "portal.unsafe-address", () => "javascript:alert(1)"),
  "redirect-to-file": redirecting("redirects to a file", "portal.unsafe-address", () => "file:///etc/passwd"),
  "redirect-to-data": redirecting(
    "redirects to a page in the address",
    "portal.unsafe-address",
    () => "data:text/html,<script>alert(1)</script>",
  ),
  "redirect-nowhere": redirecting("redirects without an address", "server.http", () => null),
  "redirect-to-nonsense": redirecting(
    "redirects to something that is no address",
    "server.http",
    () => "https://[non-un-indirizzo",
  ),
  failing: {
    what: "answers 500",
    expected: "portal.answer",
    start: (pki) =>
      startHttp(pki, (_request, response) => {
        response.writeHead(500, { "content-type": "text/html" }).end("<h1>Errore</h1>");
      }),
  },
} as const satisfies Record<string, HostileCase>;
