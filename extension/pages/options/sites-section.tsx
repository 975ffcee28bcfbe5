import { useLayoutEffect, useRef } from "preact/hooks";

interface SitesSectionProps {
  readonly heading: string;
  /** What the section says without sites. */
  readonly none: string;
  readonly sites: readonly string[];
  /** A site as the person reads it; by default as it is. */
  readonly nameOf?: (site: string) => string;
  /** The button of a site: its text, and what it does to which site. */
  readonly button: string;
  readonly describe: (site: string) => string;
  readonly remove: (site: string) => Promise<void>;
  /** The site that was removed last; `tell` announces it, also to screen readers. */
  readonly removed: string | null;
  readonly tell: (site: string) => string;
}

/** A list of sites with a button to remove each. */
export function SitesSection({
  heading,
  none,
  sites,
  nameOf = (site) => site,
  button,
  describe,
  remove,
  removed,
  tell,
}: SitesSectionProps) {
  const title = useRef<HTMLHeadingElement>(null);
  // The focused button is gone with its site.
  useLayoutEffect(() => {
    if (removed !== null) title.current?.focus();
  }, [removed]);
  return (
    <section>
      <h2 ref={title} tabIndex={-1}>
        {heading}
      </h2>
      {sites.length === 0 && <p>{none}</p>}
      <ul class="portals">
        {sites.map((site) => (
          <li key={site}>
            <span class="origin">
              <bdi>{nameOf(site)}</bdi>
            </span>
            <button type="button" aria-label={describe(site)} onClick={() => void remove(site)}>
              {button}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" class="hint">
        {removed === null ? "" : tell(removed)}
      </p>
    </section>
  );
}
