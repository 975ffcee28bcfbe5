import { render } from "preact";
import browser from "webextension-polyfill";
import { grantedSites, onAccessChange, takeBackSite } from "../../login/site-access";
import { isModuleView, type ModuleCommand, type ModuleView } from "../../module/view";
import { sitePattern } from "../../login/site-pattern";
import { setCardBadge, wantsCardBadge } from "../../remembered/card-badge";
import { forgetKnown } from "../../remembered/known-portals";
import { forgetPortal, onRememberedChange, rememberedPortals } from "../../remembered/portals";
import { chosenLanguage } from "../language-choice";
import { organisation } from "../organisation/organisation";
import { startPage } from "../start";
import type { ModuleWork } from "./module-section";
import { OptionsPage } from "./page";

let forgotten: string | null = null;
let takenBack: string | null = null;
let module: ModuleView | null = null;
let working: ModuleWork | null = null;

async function draw() {
  const [language, portals, sites, badge] = await Promise.all([
    chosenLanguage(),
    rememberedPortals(),
    grantedSites(),
    wantsCardBadge(),
  ]);
  const moduleState = { view: module, working, act: (wanted: ModuleWork) => void act(wanted) };
  render(
    <OptionsPage
      language={language}
      module={moduleState}
      portals={{ portals: portals.filter((one) => !organisation().portals.includes(one)), forgotten, forget }}
      access={{ sites, takenBack, takeBack }}
      badge={{ wanted: badge, choose: (wanted) => void chooseBadge(wanted) }}
    />,
    document.body,
  );
}

async function forget(origin: string) {
  await Promise.all([forgetPortal(origin), forgetKnown(sitePattern(new URL(origin).hostname))]);
  forgotten = origin;
  await draw();
}

async function takeBack(site: string) {
  await Promise.all([takeBackSite(site), forgetKnown(site)]);
  takenBack = site;
  await draw();
}

async function chooseBadge(wanted: boolean) {
  await setCardBadge(wanted);
  await draw();
}

/** Asks the background to look at the module, or to turn it on or off. */
async function act(wanted: ModuleWork) {
  working = wanted;
  await draw();
  const answer: unknown = await browser.runtime.sendMessage({ module: wanted } satisfies ModuleCommand);
  working = null;
  if (isModuleView(answer)) module = answer;
  await draw();
}

void startPage("options_title", () => void draw()).then(() => {
  onRememberedChange(() => void draw());
  onAccessChange(() => void draw());
  return act("look");
});
