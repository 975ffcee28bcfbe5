import { t } from "../i18n";

/** The portal of a login: its origin as the browser reports it, and whether it was used before. */
export function Portal({
  origin,
  domain,
  firstUse,
  explained,
}: {
  readonly origin: string;
  /** The registrable domain in the origin; null: the whole host counts. */
  readonly domain: string | null;
  readonly firstUse: boolean;
  /** Whether the person has still to decide about it. */
  readonly explained: boolean;
}) {
  return (
    <>
      <section class="portal">
        <h2>{t("login_portal")}</h2>
        <Origin origin={origin} domain={domain} />
        {firstUse && (
          <p class="hint" data-testid="first-use">
            {t("login_first_use")}
          </p>
        )}
      </section>
      {explained && (
        <p>
          {t("login_explanation")} {t("login_check_portal")}
        </p>
      )}
    </>
  );
}

/**
 * Sets the registrable domain and the port apart: whoever has the domain decides what stands before it. It is one text
 * to copy and to read aloud. Where the domain fits into a line, it is not broken.
 */
function Origin({ origin, domain }: { readonly origin: string; readonly domain: string | null }) {
  const { host, port } = new URL(origin);
  const apart = domain === null ? host : domain + (port === "" ? "" : `:${port}`);
  const strong = origin.endsWith(apart) ? apart : origin;
  return (
    <p class="origin">
      <bdi>
        <span class="quiet">{origin.slice(0, -strong.length)}</span>
        <wbr />
        <strong>{strong}</strong>
      </bdi>
    </p>
  );
}
