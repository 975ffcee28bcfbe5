import type { JSX } from "preact";
import { Layout } from "./layout";

export interface MessageProps {
  readonly title: string;
  readonly text: string;
  /** Short name of a refusal, for tests. */
  readonly reason?: string;
  /** Address of the page from which one can start again. */
  readonly back?: string;
}

/** One message and a way back. */
export function MessagePage({ title, text, reason, back }: MessageProps): JSX.Element {
  return (
    <Layout title={title}>
      <div data-testid="message" data-reason={reason}>
        {text === "" ? null : <p>{text}</p>}
      </div>
      {back === undefined ? null : (
        <p>
          <a href={back}>Torna alla pagina iniziale dei servizi</a>
        </p>
      )}
    </Layout>
  );
}
