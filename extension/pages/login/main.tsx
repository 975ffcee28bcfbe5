import { render } from "preact";
import type { LoginPhase, LoginView } from "../../login/view";
import { Frame } from "../frame";
import { t } from "../i18n";
import { startPage } from "../start";
import { connectLogin, type Send } from "./connection";
import { Failed } from "./failed";
import { createHandOver } from "./hand-over";
import { LoginPage } from "./page";

let phase: LoginPhase["name"] = "starting";
let page = () => (
  <Frame title={t("login_title")}>
    <p class="waiting">{t("starting")}</p>
  </Frame>
);

function draw() {
  render(page(), document.body);
}

function join() {
  const send: Send = connectLogin(new URLSearchParams(location.search).get("login") ?? "", show, lost);
  const handOver = createHandOver(send);

  function show(view: LoginView) {
    phase = view.phase.name;
    page = () => <LoginPage view={view} send={send} />;
    draw();
    handOver(view.phase);
  }
}

/** The background is gone, and with it every login that had not ended. Says whether to ask how the login ended. */
function lost(): boolean {
  if (phase === "done" || phase === "hand-over-form" || phase === "failed") return false;
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

void startPage("login_title", draw).then(join);
// The browser's back/forward cache would show an outdated page.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
