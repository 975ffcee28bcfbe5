import { stringifySetCookie } from "cookie";
import { page, redirect, refuse, type Answer } from "./answer";
import { citizenOf, fullName, type Citizen } from "./citizen";
import {
  DELETED_BY_LOGIN,
  deletedHostCookie,
  hostCookie,
  SESSION_COOKIE,
  variantCookies,
  variantsSeen,
} from "./cookie-variants";
import type { Handler, Routes, SitePage } from "./exchange";
import { Expiring, type Clock } from "./expiring";
import type { PortalLog } from "./log";
import { PersonalPage } from "./pages/personal";
import { SITES, type Origins } from "./sites";

const SESSION_LIFETIME = 60 * 60_000;

/**
 * A site that takes a certificate if there is one: with it a session begins, and from then on its cookie is enough. Its
 * start page refuses people without a certificate itself; `/entra` leads them on to a page that does.
 */
export function createOptional({ origins, log, now }: { origins: Origins; log: PortalLog; now: Clock }): Routes {
  const sessions = new Expiring<Citizen>(SESSION_LIFETIME, now);

  const personal =
    (title: string): Handler =>
    ({ cookies }) => {
      const citizen = sessions.get(cookies.get(SESSION_COOKIE));
      if (!citizen) return redirect("/");
      return page(
        200,
        PersonalPage({
          title,
          citizen,
          flow: "optional",
          logout: true,
          links: [
            ["/area-personale", "Area personale"],
            ["/pagamenti", "Pagamenti"],
            [`${origins.service}/`, "Pagina iniziale dei servizi"],
          ],
          cookies: { caption: "Cookie arrivati con questa pagina", seen: variantsSeen(cookies) },
        }),
      );
    };

  const logIn = (citizen: Citizen): Answer => {
    log.add({ kind: "login", flow: "optional", name: fullName(citizen), codiceFiscale: citizen.codiceFiscale });
    const session = hostCookie(SESSION_COOKIE, sessions.put(citizen), "lax");
    return redirect("/area-personale", { cookies: [session, ...variantCookies(SITES.optional.host)] });
  };

  return new Map<string, SitePage>([
    [
      "/",
      {
        GET: ({ certificate, cookies }) => {
          if (sessions.get(cookies.get(SESSION_COOKIE))) return redirect("/area-personale");
          const citizen = citizenOf(certificate);
          if (typeof citizen === "string") {
            const toBeDeleted = stringifySetCookie({ name: DELETED_BY_LOGIN, value: "ancora-qui", path: "/" });
            return refuse(citizen, { back: `${origins.service}/`, cookies: [toBeDeleted] });
          }
          return logIn(citizen);
        },
      },
    ],
    [
      "/entra",
      {
        GET: ({ certificate }) => {
          const citizen = citizenOf(certificate);
          return typeof citizen === "string" ? redirect("/senza-certificato") : logIn(citizen);
        },
      },
    ],
    ["/senza-certificato", { GET: () => refuse("no-certificate", { back: `${origins.service}/` }) }],
    ["/area-personale", { GET: personal("Area personale") }],
    ["/pagamenti", { GET: personal("Pagamenti") }],
    [
      "/esci",
      {
        POST: ({ cookies }) => {
          sessions.take(cookies.get(SESSION_COOKIE));
          return redirect(`${origins.service}/`, { cookies: [deletedHostCookie(SESSION_COOKIE)] });
        },
      },
    ],
  ]);
}
