import { stringifySetCookie } from "cookie";
import { page, redirect, refuse, type Answer } from "./answer";
import type { Assertions } from "./assertion";
import { fullName, type Citizen } from "./citizen";
import { deletedHostCookie, hostCookie, SESSION_COOKIE } from "./cookie-variants";
import type { PortalRequest, Routes, SitePage } from "./exchange";
import { Expiring, randomToken, type Clock } from "./expiring";
import { encodeLoginRequest } from "./identity-provider";
import type { PortalLog } from "./log";
import { PersonalPage } from "./pages/personal";
import { SelfSubmittingPage } from "./pages/self-submitting";
import { StartPage } from "./pages/start";
import type { Flow, Origins } from "./sites";

/** Milliseconds for a person to find card and PIN, and for a session. */
const LOGIN_LIFETIME = 10 * 60_000;
const SESSION_LIFETIME = 60 * 60_000;
const LOGIN_COOKIE = "__Host-accesso-in-corso";

/** Characters that a careless relay spoils; RelayState must come back as it went. */
const STATE_TAIL = '/area-personale?vista=Sanità & "tributi" <tutti>\'+%41;€';

/** Set before the form goes to the identity provider, to see which of them come back with the assertion. */
const PROBES = [
  { name: "prova-lax", sameSite: "lax" },
  { name: "prova-strict", sameSite: "strict" },
  { name: "prova-none", sameSite: "none" },
] as const;

interface PendingLogin {
  readonly nonce: string;
  readonly state: string;
}
interface Session {
  readonly citizen: Citizen;
  readonly flow: Flow;
  readonly seen: ReadonlyMap<string, boolean> | null;
}

export interface ServiceOptions {
  readonly origins: Origins;
  readonly flows: readonly Flow[];
  readonly assertions: Assertions;
  readonly redeem: (code: string) => string | null;
  readonly log: PortalLog;
  readonly now: Clock;
}

/** The service: where the citizen starts from and comes back to. */
export function createService(options: ServiceOptions): Routes {
  const { origins, flows, assertions, redeem, log, now } = options;
  const logins = new Expiring<PendingLogin>(LOGIN_LIFETIME, now);
  const sessions = new Expiring<Session>(SESSION_LIFETIME, now);
  const starts: Readonly<Record<Flow, string>> = {
    redirect: "/accedi/rinvio",
    form: "/accedi/modulo",
    optional: `${origins.optional}/`,
    "every-page": `${origins.everyPage}/`,
  };

  const start = (sameSite: "lax" | "none"): { login: PendingLogin; cookie: string } => {
    const login = { nonce: randomToken(), state: randomToken() + STATE_TAIL };
    return { login, cookie: hostCookie(LOGIN_COOKIE, logins.put(login), sameSite) };
  };

  const finish = async (
    request: PortalRequest,
    flow: Flow,
    state: string | null,
    assertionOf: () => string | null,
  ): Promise<Answer> => {
    const login = logins.take(request.cookies.get(LOGIN_COOKIE));
    if (!login) return refuse("no-login", { back: "/" });
    if (login.state !== state) return refuse("state", { back: "/" });
    const assertion = assertionOf();
    if (assertion === null) return refuse("code", { back: "/" });
    const citizen = await assertions.verify(assertion, login.nonce);
    if (!citizen) return refuse("assertion", { back: "/" });
    log.add({ kind: "login", flow, name: fullName(citizen), codiceFiscale: citizen.codiceFiscale });
    const seen =
      flow === "form" ? new Map<string, boolean>(PROBES.map(({ name }) => [name, request.cookies.has(name)])) : null;
    return redirect("/area-personale", {
      cookies: [
        deletedHostCookie(LOGIN_COOKIE),
        hostCookie(SESSION_COOKIE, sessions.put({ citizen, flow, seen }), "lax"),
      ],
    });
  };

  return new Map<string, SitePage>([
    [
      "/",
      {
        GET: ({ cookies }) => {
          const links = flows.map((flow) => [flow, starts[flow]] as const);
          return page(200, StartPage({ links, loggedIn: sessions.get(cookies.get(SESSION_COOKIE)) !== null }));
        },
      },
    ],
    [
      "/accedi/rinvio",
      {
        GET: () => {
          const { login, cookie } = start("lax");
          const target = new URL("/accesso/entra", origins.identityProvider);
          target.searchParams.set("nonce", login.nonce);
          target.searchParams.set("state", login.state);
          return redirect(target.href, { status: 302, cookies: [cookie] });
        },
      },
    ],
    [
      "/accedi/modulo",
      {
        GET: () => {
          // The assertion comes back by a POST from another site, with which a browser sends only SameSite=None.
          const { login, cookie } = start("none");
          const fields = [
            ["SAMLRequest", encodeLoginRequest({ issuer: origins.service, nonce: login.nonce })],
            ["RelayState", login.state],
          ] as const;
          const content = SelfSubmittingPage({
            title: "Passaggio al gestore dell’identità",
            action: `${origins.identityProvider}/accesso/modulo`,
            fields,
          });
          const probes = PROBES.map(({ name, sameSite }) =>
            stringifySetCookie({ name, value: "presente", path: "/", secure: true, sameSite }),
          );
          return page(200, content, { formTarget: origins.identityProvider, cookies: [cookie, ...probes] });
        },
      },
    ],
    [
      "/ritorno",
      {
        GET: async (request) =>
          finish(request, "redirect", request.query.get("state"), () => redeem(request.query.get("code") ?? "")),
      },
    ],
    [
      "/acs",
      {
        POST: async (request) =>
          finish(request, "form", request.form.get("RelayState"), () => request.form.get("SAMLResponse")),
      },
    ],
    [
      "/area-personale",
      {
        GET: ({ cookies }) => {
          const session = sessions.get(cookies.get(SESSION_COOKIE));
          if (!session) return redirect("/");
          const { citizen, flow, seen } = session;
          return page(
            200,
            PersonalPage({
              title: "Area personale",
              citizen,
              flow,
              logout: true,
              links: [["/", "Pagina iniziale"]],
              ...(seen
                ? { cookies: { caption: "Cookie arrivati con la risposta del gestore dell’identità", seen } }
                : {}),
            }),
          );
        },
      },
    ],
    [
      "/esci",
      {
        POST: ({ cookies }) => {
          sessions.take(cookies.get(SESSION_COOKIE));
          return redirect("/", { cookies: [deletedHostCookie(SESSION_COOKIE)] });
        },
      },
    ],
  ]);
}
