import { useEffect, useState } from "preact/hooks";
import { toVarcoError, type ErrorCode, type ErrorValue } from "../../../shared/errors";
import { askForProxy, mayReadProxy } from "../../browser/proxy";
import { t } from "../i18n";
import { Notice } from "../notice";

/** Errors of a connection that may need the browser's own proxy. */
const WITHOUT_WAY: readonly ErrorCode[] = ["server.unreachable", "server.timeout"];

/** `allowed`: the person has let Varco read the proxy settings before. */
type Stage = "none" | "offered" | "asking" | "allowed";

/**
 * After a connection that failed: offers to take the way of the browser, where that may have a proxy of its own.
 * `again` begins anew.
 */
export function BrowserProxy({ code, again }: { readonly code: ErrorCode; readonly again: () => void }) {
  const [stage, setStage] = useState<Stage>("none");
  const [problem, setProblem] = useState<ErrorValue | null>(null);
  useEffect(() => {
    let isShown = true;
    if (WITHOUT_WAY.includes(code)) void firstStage().then((first) => isShown && setStage(first));
    return () => {
      isShown = false;
    };
  }, [code]);
  if (stage === "none" || !WITHOUT_WAY.includes(code)) return null;
  if (stage === "allowed") return <p class="notice info">{t("browser_proxy_used")}</p>;
  const press = async () => {
    if (stage === "asking") return;
    // The browser asks the person only while it handles the click.
    const asked = askForProxy();
    setStage("asking");
    setProblem(null);
    try {
      if (await asked) again();
    } catch (thrown) {
      setProblem(toVarcoError(thrown).toJSON());
    }
    setStage("offered");
  };
  return (
    <section class="notice info" data-testid="browser-proxy">
      <p>{t("browser_proxy_note")}</p>
      <p class="buttons">
        <button type="button" aria-disabled={stage === "asking"} onClick={() => void press()}>
          {t("browser_proxy_button")}
        </button>
      </p>
      <div role="status">
        {stage === "asking" && <p class="waiting">{t("site_access_wait")}</p>}
        {problem !== null && <Notice error={problem} kind="problem" />}
      </div>
    </section>
  );
}

async function firstStage(): Promise<Stage> {
  const allowed = await mayReadProxy();
  return allowed === null ? "none" : allowed ? "allowed" : "offered";
}
