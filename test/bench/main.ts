import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { modelTime } from "../../devkit/card/index";
import { openStage } from "../../devkit/stage/stage";
import { measureOpenScSignature } from "../card/opensc";
import { SYSTEMS } from "../../scripts/package/systems";
import { buildTree, NODE_OPTIONS } from "../../scripts/package/tree";
import { measureCard, type CardCost } from "./card-cost";
import { measureStart } from "./host-start";
import { measureLogins } from "./login-time";
import { measureMemory } from "./memory";
import { measureOwnTls } from "./own-tls";
import { measureProbe } from "./probe-time";
import { measureRoundTrips } from "./round-trips";

const RELEASE = [process.execPath, fileURLToPath(new URL("../../dist/host/main.cjs", import.meta.url))] as const;
const PACKAGES = ["varco-chromium.zip", "varco-firefox.xpi"].map((name) =>
  fileURLToPath(new URL(`../../dist/${name}`, import.meta.url)),
);
const BAUD = 115_200;

const row = (what: string, measured: string, bound: string) => console.log(`| ${what} | ${measured} | ${bound} |`);
const ms = (value: number) => `${value.toFixed(0)} ms`;
const mb = (value: number) => `${value.toFixed(0)} MB`;
const cost = ({ counters, trace }: CardCost) =>
  `${counters.apdus} APDUs, ${counters.bytesToCard + counters.bytesFromCard} bytes, ${(modelTime(trace, { baud: BAUD }) / 1000).toFixed(1)} s at ${BAUD} baud (model)`;
const times = (low: CardCost, high: CardCost) =>
  `${(high.counters.apdus / low.counters.apdus).toFixed(1)} times fewer APDUs than OpenSC`;

const system = SYSTEMS.find(({ name }) => name === `${process.platform}-${process.arch}`);
if (system === undefined) throw new Error("There is no package for this system.");
/** The program of the package, and the Node in it. */
const tree = buildTree(system);
const packagedNode = join(tree, "node");
const packagedProgram = [packagedNode, ...NODE_OPTIONS] as const;
const packaged = [...packagedProgram, join(tree, "host/main.cjs")] as const;
const NODES = [
  { node: [process.execPath], whose: "", memoryBound: "2 ×" },
  { node: packagedProgram, whose: ", with the Node of the package", memoryBound: "1.3 ×" },
] as const;

const stage = await openStage();
let probe: number;
const issued = await stage.pki.card();
try {
  console.log("| what | measured | must reach |\n| --- | --- | --- |");
  const { first, known } = await measureCard(stage);
  const opensc = await measureOpenScSignature(issued);
  row("one signature with OpenSC", cost(opensc), "–");
  row("login, card just inserted", `${cost(first)}; ${times(first, opensc)}`, "12 APDUs");
  row("login, certificate known", `${cost(known)}; ${times(known, opensc)}`, "6 APDUs");
  const start = await measureStart(RELEASE);
  row(
    "host start to first answer (median of 20)",
    `${ms(start.host)} = ${(start.host / start.node).toFixed(2)} × \`node -e 0\` (${ms(start.node)})`,
    "2 ×",
  );
  const packagedStart = await measureStart([join(tree, "varco-host")], packagedNode);
  row(
    "the same, packaged, with its own Node",
    `${ms(packagedStart.host)} = ${(packagedStart.host / packagedStart.node).toFixed(2)} × \`node -e 0\` (${ms(packagedStart.node)})`,
    "1.15 ×",
  );
  probe = await measureProbe(stage);
  for (const { node, whose, memoryBound } of NODES) {
    const { host, node: bare } = await measureMemory(stage, node);
    row(
      `host memory, idle after a login${whose}`,
      `${mb(host.resident)} = ${(host.resident / bare.resident).toFixed(2)} × bare node (${mb(bare.resident)}); of its own, in no file, ${mb(host.own)} beside ${mb(bare.own)}`,
      memoryBound,
    );
  }
} finally {
  await stage.close();
}
for (const { binding, apdu, connection } of await measureRoundTrips(issued))
  row(
    `PC/SC through ${binding}, an instant card in a real pcscd`,
    `${apdu.toFixed(2)} ms for an APDU (median of 500), ${connection.toFixed(1)} ms to take the card, reset it and let it go`,
    "printed",
  );
for (const path of PACKAGES)
  row(`package ${path.split("/").at(-1)}`, `${(statSync(path).size / 1000).toFixed(0)} KB`, "150 KB");
for (const name of BROWSER_NAMES)
  for (const { node, whose } of NODES) {
    const {
      login: { ask, card, tls, handOver },
      software,
    } = await measureLogins(name, node);
    const whole = ask + card + tls + handOver;
    row(
      `click to logged in, ${name}, PIN typing excluded${whose}`,
      `${ms(whole)}: ${ms(ask)} to the request for the PIN (host's start, page; the server is asked meanwhile, ${ms(probe)}), card ${ms(card)}, TLS ${ms(tls)}, hand-over ${ms(handOver)}`,
      `printed; the same request with a software key in Node's https: ${ms(software)} (1 : ${(whole / software).toFixed(1)})`,
    );
  }
for (const name of BROWSER_NAMES) {
  const { opensc, software, ...ours } = await measureOwnTls(name, packaged);
  const ratio = (high: number, low: number) => (high / low).toFixed(2);
  const whole = ({ ask, between, page }: typeof opensc) => ask + between + page;
  const time = (login: typeof opensc) =>
    `${ms(whole(login))} (${ms(login.ask)} to the first question, ${ms(login.between)} between the questions, ${ms(login.page)} from the last answer)`;
  for (const [module, whose] of [
    [ours.module, ""],
    [ours.packaged, ", packaged"],
  ] as const) {
    row(
      `card in one login over ${name}'s own TLS, from its insertion${whose}`,
      `module ${module.apdus} APDUs, ${module.bytes} bytes; OpenSC ${opensc.apdus}, ${opensc.bytes}: ${ratio(opensc.apdus, module.apdus)} times fewer APDUs`,
      "printed",
    );
    row(
      `request to page, ${name}, without the person's own time${whose}`,
      `module ${time(module)}; OpenSC ${time(opensc)}: ${ratio(whole(module), whole(opensc))} × OpenSC`,
      `printed; a software key in NSS: ${time(software)}`,
    );
    row(
      `start of ${name} to its first https page${whose}`,
      `module ${ms(module.start)} (+${ms(module.start - software.start)}); OpenSC ${ms(opensc.start)} (+${ms(opensc.start - software.start)}): ${ratio(module.start, opensc.start)} × OpenSC`,
      `printed; without a module ${ms(software.start)}`,
    );
  }
}
