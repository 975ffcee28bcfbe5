import { useEffect, useState } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors";
import { askForProxy, mayAskForProxy } from "../../browser/proxy";
import { t } from "../i18n";

/** Errors of a connection that may need the browser's own proxy. */
const WITHOUT_WAY: readonly ErrorCode[] = ["server.unreachable", "server.timeout"];

/**
 * After a connection that failed: offers to take the way of the browser, where that may have a proxy of its own. `again`
 * begins anew.
 */
export function BrowserProxy({ code, again }: { readonly code: ErrorCode; readonly again: () => void }) {
  const [stage, setStage] = useState<"none" | "offered" | "asking">("none");
  useEffect(() => {
    let isShown = true;
    if (WITHOUT_WAY.includes(code)) void mayAskForProxy().then((may) => isShown && setStage(may ? "offered" : "none"));
    return () => {
      isShown = false;
    };
  }, [code]);
  if (stage === "none") return null;
  const press = async () => {
    if (stage === "asking") return;
    // The browser asks the person only while it handles the click.
    const asked = askForProxy();
    setStage("asking");
    const granted = await asked.catch(() => false);
    setStage("offered");
    if (granted) again();
  };
  return (
    <section class="notice info" data-testid="browser-proxy">
      <p>{t("browser_proxy_note")}</p>
      <p class="buttons">
        <button type="button" aria-disabled={stage === "asking"} onClick={() => void press()}>
          {t("browser_proxy_button")}
        </button>
      </p>
      <div role="status">{stage === "asking" && <p class="waiting">{t("site_access_wait")}</p>}</div>
    </section>
  );
}
