import type { JSX } from "preact";
import { fullName, type Citizen } from "../citizen";
import type { Flow } from "../sites";
import { Layout } from "./layout";

const FLOW_NAMES: Readonly<Record<Flow, string>> = {
  redirect: "rinvio",
  form: "modulo",
  optional: "certificato facoltativo",
  "every-page": "certificato a ogni pagina",
};

export interface PersonalProps {
  readonly title: string;
  readonly citizen: Citizen;
  readonly flow: Flow;
  /** Cookies that came, or did not, with the request that the page wants to tell about. */
  readonly cookies?: { readonly caption: string; readonly seen: ReadonlyMap<string, boolean> };
  readonly links?: readonly (readonly [href: string, text: string])[];
  readonly logout?: boolean;
}

/** The page that only the citizen sees: proof that the login worked. */
export function PersonalPage({
  title,
  citizen,
  flow,
  cookies,
  links = [],
  logout = false,
}: PersonalProps): JSX.Element {
  return (
    <Layout title={title}>
      <p>Accesso riuscito.</p>
      <dl>
        <dt>Nome e cognome</dt>
        <dd data-testid="holder-name">{fullName(citizen)}</dd>
        <dt>Codice fiscale</dt>
        <dd data-testid="codice-fiscale">{citizen.codiceFiscale}</dd>
        <dt>Numero della tessera</dt>
        <dd data-testid="card-number">{citizen.cardNumber}</dd>
        <dt>Modo di accesso</dt>
        <dd data-testid="flow" data-flow={flow}>
          {FLOW_NAMES[flow]}
        </dd>
      </dl>
      {cookies ? <CookieTable {...cookies} /> : null}
      {links.length > 0 ? (
        <ul>
          {links.map(([href, text]) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {logout ? (
        <form method="post" action="/esci">
          <button type="submit" data-testid="logout">
            Esci
          </button>
        </form>
      ) : null}
    </Layout>
  );
}

function CookieTable({
  caption,
  seen,
}: {
  readonly caption: string;
  readonly seen: ReadonlyMap<string, boolean>;
}): JSX.Element {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Cookie</th>
          <th scope="col">Arrivato</th>
        </tr>
      </thead>
      <tbody>
        {[...seen].map(([name, came]) => (
          <tr key={name} data-testid="cookie" data-name={name} data-seen={String(came)}>
            <th scope="row">{name}</th>
            <td>{came ? "visto" : "non visto"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
