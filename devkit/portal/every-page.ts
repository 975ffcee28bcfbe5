import { page, refuse } from "./answer";
import { citizenOf, fullName } from "./citizen";
import { hostCookie, SESSION_COOKIE } from "./cookie-variants";
import type { Handler, Routes, SitePage } from "./exchange";
import { randomToken } from "./expiring";
import type { PortalLog } from "./log";
import { PersonalPage } from "./pages/personal";
import type { Origins } from "./sites";

/**
 * A site that wants the certificate at every page; it sets a session cookie too, which is no use without the
 * certificate.
 */
export function createEveryPage({ origins, log }: { origins: Origins; log: PortalLog }): Routes {
  const personal =
    (title: string): Handler =>
    ({ certificate, cookies }) => {
      const citizen = citizenOf(certificate);
      if (typeof citizen === "string") return refuse(citizen, { back: `${origins.service}/` });
      const known = cookies.has(SESSION_COOKIE);
      if (!known)
        log.add({ kind: "login", flow: "every-page", name: fullName(citizen), codiceFiscale: citizen.codiceFiscale });
      const content = PersonalPage({
        title,
        citizen,
        flow: "every-page",
        links: [
          ["/", "Archivio"],
          ["/documenti", "Documenti"],
          [`${origins.service}/`, "Pagina iniziale dei servizi"],
        ],
      });
      return page(200, content, known ? {} : { cookies: [hostCookie(SESSION_COOKIE, randomToken(), "lax")] });
    };
  return new Map<string, SitePage>([
    ["/", { GET: personal("Archivio") }],
    ["/documenti", { GET: personal("Documenti") }],
  ]);
}
