import type { JSX } from "preact";
import type { Flow } from "../sites";
import { Layout } from "./layout";

const DESCRIPTIONS: Readonly<Record<Flow, { title: string; text: string }>> = {
  redirect: {
    title: "Entra con la tessera (rinvio)",
    text: "Il gestore dell’identità riconosce la tessera e rinvia qui con un codice.",
  },
  form: {
    title: "Entra con la tessera (modulo)",
    text: "Il gestore dell’identità risponde con un modulo che si invia da solo, come in SAML.",
  },
  optional: {
    title: "Sportello con certificato facoltativo",
    text: "Il certificato serve una volta sola; poi basta un cookie di sessione.",
  },
  "every-page": { title: "Archivio con certificato a ogni pagina", text: "Ogni singola pagina vuole il certificato." },
};

/** The service's start page: one link for each way of logging in. */
export function StartPage({
  links,
  loggedIn,
}: {
  readonly links: readonly (readonly [Flow, string])[];
  readonly loggedIn: boolean;
}): JSX.Element {
  return (
    <Layout title="Servizi al cittadino">
      <p>Scegli come entrare. Serve la tessera sanitaria (CNS) attivata, con il suo PIN.</p>
      {loggedIn ? (
        <p>
          Hai già fatto l’accesso:{" "}
          <a href="/area-personale" data-testid="personal-page">
            vai all’area personale
          </a>
          .
        </p>
      ) : null}
      <ul class="choices">
        {links.map(([flow, href]) => (
          <li key={flow}>
            <a href={href} data-testid={`flow-${flow}`}>
              {DESCRIPTIONS[flow].title}
            </a>
            <p>{DESCRIPTIONS[flow].text}</p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
