import type { JSX } from "preact";
import { createHash } from "node:crypto";
import { Layout } from "./layout";

const SUBMIT_ON_LOAD = "document.forms[0].submit()";

/** The one script that such a page may run, for its Content-Security-Policy. */
export const SUBMIT_ON_LOAD_HASH = `'sha256-${createHash("sha256").update(SUBMIT_ON_LOAD).digest("base64")}'`;

export interface SelfSubmittingProps {
  readonly title: string;
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/**
 * A form that submits itself when the page is loaded (as in the SAML 2.0 HTTP POST binding), or by a button without
 * scripts.
 */
export function SelfSubmittingPage({ title, action, fields }: SelfSubmittingProps): JSX.Element {
  return (
    <Layout title={title} onload={SUBMIT_ON_LOAD}>
      <p>Un momento: il passaggio avviene da solo.</p>
      <form method="post" action={action}>
        {fields.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <noscript>
          <button type="submit">Continua</button>
        </noscript>
      </form>
    </Layout>
  );
}
