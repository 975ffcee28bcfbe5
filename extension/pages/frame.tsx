import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { helpAddress } from "./help/address";
import { t } from "./i18n";
import { KnownIssuer } from "./known-issuer";
import { LanguageMenu } from "./language-menu";
import { NewTabHint } from "./new-tab-hint";

/** The pages in the navigation. */
const PLACES = [
  { page: "card", name: "nav_card", address: () => "/pages/card.html" },
  { page: "help", name: "nav_help", address: (issuer: string | null) => helpAddress(null, issuer) },
  { page: "options", name: "nav_options", address: () => "/pages/options.html" },
] as const;
export type Place = (typeof PLACES)[number]["page"];

interface FrameProps {
  readonly title: string;
  /**
   * This page's entry in the navigation; `other`: it has none. Without `here` the page has no navigation, so that
   * nothing leads away from the work.
   */
  readonly here?: Place | "other";
  /** See `KnownIssuer`. */
  readonly issuer?: string | null;
  readonly children: ComponentChildren;
}

/** The frame of every page: a link past the header, the navigation, the language. */
export function Frame({ title, here, issuer = null, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  const skip = (event: Event) => {
    // Not a link: the fragment of the address names the help page's entry.
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <KnownIssuer.Provider value={issuer}>
      <a class="skip" href="#main" onClick={skip}>
        {t("nav_skip")}
      </a>
      <header class="bar">
        <div class="inner">
          <p class="brand">
            <img src="/icons/varco.svg" alt="" width="32" height="32" />
            Varco
          </p>
          {here === undefined ? <HelpAside issuer={issuer} /> : <Navigation here={here} issuer={issuer} />}
          <LanguageMenu />
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <h1>{title}</h1>
        {children}
      </main>
    </KnownIssuer.Provider>
  );
}

function Navigation({ here, issuer }: { readonly here: Place | "other"; readonly issuer: string | null }) {
  return (
    <nav aria-label={t("nav_label")}>
      <ul>
        {PLACES.map(({ page, name, address }) => (
          <li key={page}>
            <a href={address(issuer)} aria-current={page === here ? "page" : undefined}>
              {t(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function HelpAside({ issuer }: { readonly issuer: string | null }) {
  return (
    <a class="aside" href={helpAddress(null, issuer)} target="_blank" rel="noreferrer">
      {t("nav_help")}
      <NewTabHint />
    </a>
  );
}
