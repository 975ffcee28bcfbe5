import * as v from "valibot";
import { page, redirect, refuse } from "./answer";
import type { Assertions } from "./assertion";
import { citizenOf, type Citizen } from "./citizen";
import { deletedHostCookie, hostCookie, variantCookies } from "./cookie-variants";
import type { Routes, SitePage } from "./exchange";
import { Expiring, type Clock } from "./expiring";
import { SelfSubmittingPage } from "./pages/self-submitting";
import { SITES } from "./sites";

/** Milliseconds for the redirect inside the identity provider, and for the service to redeem a code. */
const LIFETIME = 60_000;
const LOGIN_COOKIE = "__Host-accesso";

/** What a service asks in `SAMLRequest`: JSON in base64, where SAML has XML. */
const loginRequest = v.strictObject({
  issuer: v.string(),
  nonce: v.pipe(v.string(), v.minLength(16), v.maxLength(128)),
});

export interface IdentityProviderOptions {
  readonly assertions: Assertions;
  /** Origin of the one service that it knows; nobody else gets an answer. */
  readonly service: string;
  readonly now: Clock;
}

export interface IdentityProvider {
  readonly routes: Routes;
  /**
   * The signed assertion behind a one-time code, once; null if there is none. Stands for the call between the two
   * servers.
   */
  readonly redeem: (code: string) => string | null;
}

/** The request of a service in the form that travels in `SAMLRequest`. */
export function encodeLoginRequest(request: v.InferOutput<typeof loginRequest>): string {
  return Buffer.from(JSON.stringify(request)).toString("base64");
}

/** The identity provider: every page of it is behind the client certificate. */
export function createIdentityProvider({ assertions, service, now }: IdentityProviderOptions): IdentityProvider {
  const logins = new Expiring<{ citizen: Citizen; nonce: string; state: string }>(LIFETIME, now);
  const codes = new Expiring<string>(LIFETIME, now);
  const back = `${service}/`;
  const routes = new Map<string, SitePage>([
    /** `redirect`, first step: remembers who it is in a cookie, and goes on within this origin. */
    [
      "/accesso/entra",
      {
        GET: ({ certificate, query }) => {
          const citizen = citizenOf(certificate);
          if (typeof citizen === "string") return refuse(citizen, { back });
          const nonce = query.get("nonce");
          const state = query.get("state");
          if (!nonce || !state) return refuse("request", { back });
          const login = hostCookie(LOGIN_COOKIE, logins.put({ citizen, nonce, state }), "lax");
          return redirect("/accesso/prosegui", {
            status: 302,
            cookies: [login, ...variantCookies(SITES.identityProvider.host)],
          });
        },
      },
    ],
    /** `redirect`, second step: back to the service with a code. */
    [
      "/accesso/prosegui",
      {
        GET: async ({ certificate, cookies }) => {
          const citizen = citizenOf(certificate);
          if (typeof citizen === "string") return refuse(citizen, { back });
          const login = logins.take(cookies.get(LOGIN_COOKIE));
          if (login?.citizen.codiceFiscale !== citizen.codiceFiscale) return refuse("no-login", { back });
          const target = new URL("/ritorno", service);
          target.searchParams.set("code", codes.put(await assertions.sign(citizen, login.nonce)));
          target.searchParams.set("state", login.state);
          return redirect(target.href, { status: 302, cookies: [deletedHostCookie(LOGIN_COOKIE)] });
        },
      },
    ],
    /** `form`: the request came by POST, the answer goes back by POST. */
    [
      "/accesso/modulo",
      {
        POST: async ({ certificate, form }) => {
          const citizen = citizenOf(certificate);
          if (typeof citizen === "string") return refuse(citizen, { back });
          const request = decodeLoginRequest(form.get("SAMLRequest"));
          if (request?.issuer !== service) return refuse("request", { back });
          const fields = [
            ["SAMLResponse", await assertions.sign(citizen, request.nonce)],
            ["RelayState", form.get("RelayState") ?? ""],
          ] as const;
          const content = SelfSubmittingPage({ title: "Ritorno al servizio", action: `${service}/acs`, fields });
          return page(200, content, { formTarget: service, cookies: variantCookies(SITES.identityProvider.host) });
        },
      },
    ],
  ]);
  return { routes, redeem: (code) => codes.take(code) };
}

function decodeLoginRequest(text: string | null): v.InferOutput<typeof loginRequest> | null {
  const decoded = v.safeParse(
    v.pipe(v.string(), v.parseJson(), loginRequest),
    Buffer.from(text ?? "", "base64").toString("utf8"),
  );
  return decoded.success ? decoded.output : null;
}
