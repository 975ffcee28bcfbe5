import { startHttp, type HostileCase } from "./server";

/** `Set-Cookie` values that a browser ignores when they come from {@link HOSTILE_HOST}. */
export const COOKIES_TO_IGNORE = [
  "estraneo=1; Domain=servizi.localhost; Path=/",
  "estraneo-com=1; Domain=example.com; Path=/",
  "suffisso=1; Domain=localhost; Path=/",
  "sopra=1; Domain=com; Path=/",
  "__Host-con-domain=1; Domain=ostile.localhost; Path=/; Secure",
  "__Host-senza-secure=1; Path=/",
  "__Host-altro-path=1; Path=/altro; Secure",
  "__Secure-senza-secure=1; Path=/",
  "none-senza-secure=1; Path=/; SameSite=None",
  `troppo-lungo=${"x".repeat(5000)}; Path=/`,
] as const;

/** Odd, but valid. */
export const COOKIES_TO_KEEP = [
  "buono=1; Path=/; Secure; HttpOnly",
  "strano=a=b=c; pAtH=/; SECURE; SameSite=Boh; Sconosciuto=1",
] as const;

/** A protected site with cookies for other sites, and with such as break their own name. */
export const HOSTILE_COOKIES = {
  "foreign-cookies": {
    what: "sets cookies for other sites, and such as break the rules of their names",
    expected: null,
    start: (pki) =>
      startHttp(pki, (_request, response) => {
        response
          .writeHead(200, { "content-type": "text/html", "set-cookie": [...COOKIES_TO_IGNORE, ...COOKIES_TO_KEEP] })
          .end("<p>Cookie</p>");
      }),
  },
  "many-cookies": {
    what: "sets 150 cookies",
    expected: null,
    start: (pki) =>
      startHttp(pki, (_request, response) => {
        const cookies = Array.from({ length: 150 }, (_, index) => `numero-${index}=1; Path=/; Secure`);
        response.writeHead(200, { "content-type": "text/html", "set-cookie": cookies }).end("<p>Cookie</p>");
      }),
  },
} as const satisfies Record<string, HostileCase>;
