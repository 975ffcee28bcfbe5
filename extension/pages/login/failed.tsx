import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ErrorValue } from "../../../shared/errors";
import type { ModuleOfferView } from "../../login/module-offer";
import { portalWords, type PortalSaid } from "../../login/portal-words";
import { errorText } from "../error-text";
import { HelpLink } from "../help-link";
import { t } from "../i18n";
import { BrowserProxy } from "./browser-proxy";
import type { Send } from "./connection";
import { EveryPage } from "./every-page";
import { Quoted } from "./quoted";

/** The end of a failed login: cause, remedy, and the details that a help line may ask for. */
export function Failed({
  error,
  mayRetry,
  said,
  moduleOffer,
  send,
}: {
  readonly error: ErrorValue;
  readonly mayRetry: boolean;
  /** What the portal wrote about it. */
  readonly said?: PortalSaid | undefined;
  /** null: the login no longer exists. */
  readonly moduleOffer: ModuleOfferView | null;
  readonly send: Send;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { cause, remedy } = errorText(error);
  const words = useMemo(() => (said === undefined ? null : portalWords(said)), [said?.type, said?.text]);
  const everyPage = error.code === "portal.every-page" ? moduleOffer : null;
  return (
    <>
      <div role="alert" class="notice problem">
        <h2 ref={heading} tabIndex={-1}>
          {t("failed_heading")}
        </h2>
        <p>
          <strong>{cause}</strong>
        </p>
        {everyPage === null && <p>{remedy}</p>}
        <p>
          <HelpLink code={error.code} />
        </p>
      </div>
      {words !== null && <Quoted text={words} />}
      {everyPage !== null && <EveryPage moduleOffer={everyPage} send={send} />}
      {mayRetry && <BrowserProxy code={error.code} again={() => send({ type: "retry" })} />}
      <details>
        <summary>{t("failed_details")}</summary>
        <dl class="details">
          <div>
            <dt>Varco</dt>
            <dd>{error.code}</dd>
          </div>
          {Object.entries(error.details).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{String(value)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <p class="buttons">
        {mayRetry && (
          <button type="button" class="primary" onClick={() => send({ type: "retry" })}>
            {t("retry_button")}
          </button>
        )}
        <button type="button" onClick={() => send({ type: "cancel" })}>
          {t("close_button")}
        </button>
      </p>
    </>
  );
}
