import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { CardWarnings } from "./card-warnings";
import type { UsableCard } from "./cards";
import { useComposure, type Wait } from "./composure";
import type { Send } from "./connection";
import { EarlyNote } from "./early-note";

/** Offers to let the browser open the portal with the card, or to log in here. */
export function OpenPortal({
  usable,
  issuers,
  origin,
  wait,
  send,
}: {
  readonly usable: readonly UsableCard[];
  readonly issuers: readonly string[];
  readonly origin: string;
  readonly wait: Wait;
  readonly send: Send;
}) {
  const composure = useComposure(wait);
  const open = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => open.current?.focus(), []);
  // The browser itself asks the person to choose among several cards.
  const [only] = usable.length === 1 ? usable : [];
  return (
    <section>
      {only !== undefined && <CardWarnings card={only} issuers={issuers} origin={origin} refused={null} />}
      <p id="module-open">{t("module_open")}</p>
      <p class="buttons">
        <button
          ref={open}
          type="button"
          class="primary"
          data-testid="module-open-portal"
          aria-describedby="module-open last-try"
          aria-disabled={!composure.isReached}
          onClick={() => {
            if (composure.press()) send({ type: "openPortal" });
          }}
        >
          {t("module_open_portal")}
        </button>
        <LoginHere send={send} />
        <button type="button" onClick={() => send({ type: "cancel" })}>
          {t("cancel_button")}
        </button>
      </p>
      <EarlyNote {...composure} />
      <p class="hint">{t("module_open_hint")}</p>
    </section>
  );
}

export function LoginHere({ send }: { readonly send: Send }) {
  return (
    <button type="button" data-testid="module-relay-instead" onClick={() => send({ type: "loginHere" })}>
      {t("module_login_here")}
    </button>
  );
}
