import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChoiceView } from "../../login/view";
import { t } from "../i18n";
import type { ModuleOfferView } from "../../login/module-offer";
import { HelpLink } from "../help-link";
import type { Send } from "./connection";
import { EveryPage } from "./every-page";
import { Quoted } from "./quoted";

/** A page of the portal that goes on by a choice: its text, and its choices as buttons. */
export function PortalPage({
  text,
  choices,
  minutes,
  moduleOffer,
  send,
}: {
  readonly text: string;
  readonly choices: readonly ChoiceView[];
  readonly minutes: number;
  readonly moduleOffer: ModuleOfferView;
  readonly send: Send;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const choose = (choice: number) => (event: MouseEvent) => {
    // The second click of a double one would choose on the page that comes next.
    if (event.detail < 2) send({ type: "choose", choice });
  };
  return (
    <section data-testid="portal-page">
      <h2 ref={heading} tabIndex={-1}>
        {t("portal_page_heading")}
      </h2>
      <p>{t("portal_page_note")}</p>
      <Quoted text={text}>
        <ul class="choices">
          {choices.map(({ label, leadsTo }, number) => (
            <li key={number}>
              <button
                type="button"
                aria-describedby={leadsTo === null ? undefined : `leads-to-${number}`}
                onClick={choose(number)}
              >
                <bdi>{label}</bdi>
              </button>
              {leadsTo !== null && (
                <span class="hint" id={`leads-to-${number}`}>
                  {t("portal_page_leads_to", leadsTo)}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Quoted>
      <p class="hint">{t("portal_page_wait", String(minutes))}</p>
      <p>
        {t("portal_page_whole")} <HelpLink code="portal.every-page" />
      </p>
      {(moduleOffer.state !== "none" || moduleOffer.problem !== null) && (
        <EveryPage moduleOffer={moduleOffer} send={send} />
      )}
    </section>
  );
}
