import { render } from "preact";
import type { LoginPhase, LoginView } from "../../login/view";
import { Frame } from "../frame";
import { t } from "../i18n";
import { startPage } from "../start";
import { connectLogin, type Send } from "./connection";
import { Failed } from "./failed";
import { createHandOver } from "./hand-over";
import { LoginPage } from "./page";

/** Phases that need no background any more: the tab goes on, or the page has all that it shows. */
const WITHOUT_BACKGROUND: readonly LoginPhase["name"][] = ["done", "hand-over-form", "failed", "portal-file"];

let phase: LoginPhase["name"] = "starting";
let page = () => (
  <Frame title={t("login_title")}>
    <p class="waiting">{t("starting")}</p>
  </Frame>
);

function draw() {
  render(page(), document.body);
}

/** Joins the login at once, and shows it as soon as the language is known: neither waits for the other. */
function join(languageKnown: Promise<void>) {
  const send: Send = connectLogin(new URLSearchParams(location.search).get("login") ?? "", show, lost);
  const handOver = createHandOver(send);

  function show(view: LoginView) {
    phase = view.phase.name;
    page = () => <LoginPage view={view} send={send} />;
    void languageKnown.then(() => {
      draw();
      handOver(view.phase);
    });
  }
}

/** The background is gone, and with it every login that had not ended. Says whether to ask how the login ended. */
function lost(): boolean {
  if (WITHOUT_BACKGROUND.includes(phase)) return false;
  page = () => (
    <Frame title={t("login_title")}>
      <Failed
        error={{ code: "relay.no-login", details: {} }}
        mayRetry={false}
        moduleOffer={null}
        send={() => history.back()}
      />
    </Frame>
  );
  draw();
  return true;
}

join(startPage("login_title", draw));
// The browser's back/forward cache would show an outdated page.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
