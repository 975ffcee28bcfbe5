import { useLayoutEffect, useRef } from "preact/hooks";
import type { ErrorValue } from "../../../shared/errors";
import type { ModuleCommand, ModuleView } from "../../module/view";
import { t, type MessageKey } from "../i18n";
import { TurnModuleOn } from "../module/turn-on";
import { ModuleRestart } from "../module/restart";
import { Notice } from "../notice";

/** The change that is under way. */
export type ModuleWork = ModuleCommand["module"];

const WORKING = { look: "module_looking", turnOff: "module_turning_off" } as const satisfies Partial<
  Record<ModuleWork, MessageKey>
>;

const UNSEEN: ErrorValue = { code: "module.unseen", details: {} };

export interface ModuleSectionProps {
  /** null: not known yet. */
  readonly view: ModuleView | null;
  readonly working: ModuleWork | null;
  readonly act: (wanted: ModuleWork) => void;
}

/** Whether the browser uses the card by itself, and the button that turns it on or off. */
export function ModuleSection({ view, working, act }: ModuleSectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const acted = useRef(false);
  const press = (wanted: ModuleWork) => {
    acted.current = true;
    act(wanted);
  };
  // The focused button is gone.
  useLayoutEffect(() => {
    if (acted.current) heading.current?.focus();
  }, [view?.state]);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {t("module_heading")}
      </h2>
      <div role="status">
        {working !== null && working !== "turnOn" && <p class="waiting">{t(WORKING[working])}</p>}
        {view !== null && <State view={view} />}
        {view !== null && view.problem !== null && <Notice error={view.problem} kind="problem" />}
      </div>
      {(view?.state === "possible" || view?.state === "leaving") && (
        <TurnModuleOn turningOn={working === "turnOn"} turnOn={() => press("turnOn")} />
      )}
      {(view?.state === "usable" || view?.state === "restart" || view?.state === "unseen") && (
        <p class="buttons">
          <button
            type="button"
            data-testid="module-turn-off"
            aria-disabled={working !== null}
            onClick={() => {
              if (working === null) press("turnOff");
            }}
          >
            {t("module_turn_off")}
          </button>
        </p>
      )}
    </>
  );
}

function State({ view: { state } }: { readonly view: ModuleView }) {
  switch (state) {
    case "unavailable":
      return <p>{t("module_none")}</p>;
    case "possible":
      return <p>{t("module_off")}</p>;
    case "restart":
      return <ModuleRestart />;
    case "unseen":
      return <Notice error={UNSEEN} kind="problem" />;
    case "usable":
      return <p>{t("module_on")}</p>;
    case "leaving":
      return <p>{t("module_leaving")}</p>;
  }
}
