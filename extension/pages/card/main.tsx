import { render } from "preact";
import type { ErrorValue } from "../../../shared/errors";
import { VARCO_VERSION } from "../../../shared/identity";
import { CARD_TASKS, type CardCommand, type CardPageView } from "../../card/view";
import { startPage } from "../start";
import { connectCards, type Send } from "./connection";
import { interruption, type Interruption } from "./interruption";
import { CardPage } from "./page";
import { seenErrors } from "./seen-errors";

/** How often an open page is drawn again, in milliseconds: what it says depends on the day. */
const REDRAW = 3_600_000;

let view: CardPageView = { name: "starting" };
let errors: readonly ErrorValue[] = [];
let interrupted: Interruption | null = null;
let send: Send = () => {};

function draw() {
  const wanted = CARD_TASKS.find((task) => location.hash === `#${task}`) ?? null;
  const surroundings = { version: VARCO_VERSION, userAgent: navigator.userAgent, platform: navigator.platform };
  const page = (
    <CardPage
      view={view}
      send={send}
      errors={errors}
      interrupted={interrupted}
      dismissInterrupted={dismiss}
      wanted={wanted}
      surroundings={surroundings}
      now={new Date()}
    />
  );
  render(page, document.body);
}

function show(next: CardPageView) {
  interrupted = interruption(view, next) ?? interrupted;
  errors = seenErrors(errors, view, next);
  view = next;
  draw();
}

/** The background is gone. Its work may be done or not. */
function lost() {
  interrupted = interruption(view, null) ?? interrupted;
  view = { name: "starting" };
  draw();
}

function dismiss() {
  interrupted = null;
  draw();
}

void startPage("nav_card", draw).then(() => {
  const toBackground = connectCards(show, lost);
  send = (command: CardCommand) => {
    // The form that the address asked for was used. It must not open again for the next card.
    if (command.type === "begin") history.replaceState(null, "", location.pathname);
    toBackground(command);
  };
  draw();
});
setInterval(draw, REDRAW);
// A page from the browser's back/forward cache would show an old state.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
