import type { ComponentChildren, JSX } from "preact";

export interface LayoutProps {
  readonly title: string;
  /** Whose page it is: every site has a name of its own. */
  readonly site?: string;
  /** Script for `onload`; only the one allowed by the page's policy runs. */
  readonly onload?: string;
  readonly children: ComponentChildren;
}

/** The frame of every page: language, one style sheet of its own origin, the notice that nothing here is real. */
export function Layout({ title, site = "Portale dimostrativo", onload, children }: LayoutProps): JSX.Element {
  return (
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${site}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/stile.css" />
      </head>
      <body {...(onload === undefined ? {} : { onload })}>
        <header>
          <p class="site">{site}</p>
          <p class="notice">
            <strong>Dimostrazione.</strong> Questo ente non esiste e le persone sono inventate.
          </p>
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}
