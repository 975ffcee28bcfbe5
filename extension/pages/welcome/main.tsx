import { render } from "preact";
import browser from "webextension-polyfill";
import type { ErrorValue } from "../../../shared/errors";
import type { CardPageView } from "../../card/view";
import { connectCards, type Send } from "../card/connection";
import { language } from "../i18n";
import { startPage } from "../start";
import { checksOf } from "./checks";
import { systemOf, type System } from "./install-steps";
import { createLookAgain } from "./look-again";
import { WelcomePage, type Search } from "./page";

let view: CardPageView = { name: "starting" };
let failed: ErrorValue | null = null;
let system: System = "other";
let search: Search = "none";
let send: Send = () => {};

const watch = createLookAgain(() => send({ type: "retry", visibly: false }));

function draw() {
  const page = (
    <WelcomePage
      checks={checksOf(view, failed)}
      system={system}
      search={search}
      look={look}
      examination={view.name === "ready" ? view.examination : null}
      examine={() => send({ type: "examine", language: language() })}
    />
  );
  render(page, document.body);
}

/** The person asks for a search for the host at once. */
function look() {
  search = "running";
  draw();
  send({ type: "retry", visibly: true });
}

function show(next: CardPageView) {
  view = next;
  if (next.name === "failed") {
    failed = next.error;
    if (search === "running") search = "in-vain";
  } else if (next.name === "ready") {
    failed = null;
    search = "none";
  }
  draw();
  watch(next);
}

async function start() {
  system = systemOf((await browser.runtime.getPlatformInfo()).os);
  await startPage("welcome_title", draw);
  send = connectCards(show, () => show({ name: "starting" }));
}

void start();
