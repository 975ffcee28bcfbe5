import { VarcoError } from "../../../shared/errors";
import { readShownPage } from "../../login/choices";
import { readHandOverForm } from "../../login/hand-over-form";
import { readRefresh } from "../../login/refresh";
import { readScriptedAddress } from "../../login/scripted-address";
import type { HandOverForm, LoginCommand, LoginPhase } from "../../login/view";
import type { Send } from "./connection";

/**
 * Does the work that some phases give to the page, once each time the phase begins: it reads the portal's answer, or
 * submits the form that leads back to the portal.
 */
export function createHandOver(send: Send): (phase: LoginPhase) => void {
  let last: LoginPhase["name"] | null = null;
  return (phase) => {
    const entered = phase.name !== last;
    last = phase.name;
    if (!entered) return;
    if (phase.name === "reading-answer") send(answerOf(phase));
    if (phase.name === "hand-over-form") submitForm(phase.form);
  };
}

type Answer = Extract<LoginPhase, { name: "reading-answer" }>;

/** An unreadable page leads nowhere. The background must hear so, or it would wait. */
function answerOf(phase: Answer): LoginCommand {
  try {
    return readAnswer(phase);
  } catch (thrown) {
    globalThis.reportError(thrown);
    return { type: "answerRead", form: null };
  }
}

function readAnswer({ html, url, encoding }: Answer): LoginCommand {
  const form = readHandOverForm(html, url, encoding);
  if (form !== null) return { type: "answerRead", form };
  const refresh = readRefresh(html, url) ?? readScriptedAddress(html, url);
  if (refresh !== null) return { type: "answerRead", form, refresh };
  return { type: "answerRead", form, shown: readShownPage(html, url, encoding) };
}

/**
 * Builds the form anew from its fields and submits it in this tab. None of the portal's markup survives. Throws
 * `server.address`.
 */
export function submitForm({ action, method, fields, encoding }: HandOverForm): void {
  if (new URL(action).protocol !== "https:") throw new VarcoError("server.address", { url: action });
  const form = document.createElement("form");
  form.setAttribute("action", action);
  form.setAttribute("method", method);
  form.setAttribute("accept-charset", encoding);
  form.hidden = true;
  for (const [name, value] of fields) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  // A field may be called "submit" and hide the method of that name.
  HTMLFormElement.prototype.submit.call(form);
}
