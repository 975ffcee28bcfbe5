import { render } from "preact";
import { loadHelpTexts } from "../../help/texts/table";
import { general } from "../../issuers/general";
import type { Issuer } from "../../issuers/issuer";
import { startPage } from "../start";
import { chooseIssuer, issuerFor } from "./chosen-issuer";
import { HelpPage } from "./page";

let issuer: Issuer = general;
let wanted: { readonly entry: string } | null = null;

function draw() {
  render(<HelpPage issuer={issuer} setIssuer={setIssuer} wanted={wanted} />, document.body);
}

function setIssuer(chosen: Issuer) {
  issuer = chosen;
  // From now on the choice counts, and no longer the card of the page that led here.
  history.replaceState(null, "", location.pathname + location.hash);
  draw();
  void chooseIssuer(chosen);
}

function readHash() {
  const entry = location.hash.slice(1);
  wanted = entry === "" ? null : { entry };
}

async function start() {
  issuer = await issuerFor(location.search);
  readHash();
  await startPage("help_page_title", draw, loadHelpTexts);
  addEventListener("hashchange", () => {
    readHash();
    draw();
  });
}

void start();
