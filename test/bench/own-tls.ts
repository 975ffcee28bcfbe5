import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserName } from "../../devkit/browser/browsers";
import { waitFor } from "../../devkit/browser/login-page";
import { NativeDialogs } from "../../devkit/browser/native-dialogs";
import { addModule } from "../../devkit/browser/nss-module";
import { DEMO_PIN } from "../../devkit/stage/card";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { findProxy } from "../../native-host/install/proxy";
import type { StartCommand } from "../../native-host/install/start-script";
import { Session } from "../e2e/session";
import { median } from "./median";

/** Where the browser's own TLS has the key from. `packaged`: the module of the package, with the Node in it. */
const KEYS = ["module", "packaged", "opensc", "software"] as const;
type Key = (typeof KEYS)[number];

/** Milliseconds, medians, and what the card had to do for one login, from its insertion on. */
export interface OwnTlsLogin {
  /** From the browser's start to its first https page. */
  readonly start: number;
  /** From the request to the first question of the browser. */
  readonly ask: number;
  /** From each answer of the person to the browser's next question, in all. */
  readonly between: number;
  /** From the last answer of the person to the page. */
  readonly page: number;
  readonly apdus: number;
  readonly bytes: number;
}

const PATIENCE = 30_000;

/**
 * A login in a real browser, with pcscd and the virtual card, by each of the keys in turn so that all meet the same
 * machine. `packaged`: the command of the packaged host.
 */
export async function measureOwnTls(
  name: BrowserName,
  packaged: StartCommand,
  rounds = 3,
): Promise<Readonly<Record<Key, OwnTlsLogin>>> {
  const measured: Record<Key, OwnTlsLogin[]> = { module: [], packaged: [], opensc: [], software: [] };
  for (let round = 0; round < rounds; round++)
    for (const key of KEYS) measured[key].push(await oneLogin(name, key, packaged));
  const middle = (logins: readonly OwnTlsLogin[]): OwnTlsLogin => {
    const of = (part: keyof OwnTlsLogin) => median(logins.map((login) => login[part]));
    return {
      start: of("start"),
      ask: of("ask"),
      between: of("between"),
      page: of("page"),
      apdus: of("apdus"),
      bytes: of("bytes"),
    };
  };
  return {
    module: middle(measured.module),
    packaged: middle(measured.packaged),
    opensc: middle(measured.opensc),
    software: middle(measured.software),
  };
}

async function oneLogin(name: BrowserName, key: Key, packaged: StartCommand): Promise<OwnTlsLogin> {
  const stage = await openStage({
    reader: "pcsc",
    module: key === "module" || key === "packaged",
    hostCommand: (ordinary) => (key === "packaged" ? packaged : ordinary),
  });
  let session: Session | null = null;
  try {
    await FURNISH[key](
      stage,
      name === "chromium" ? join(stage.home.path, ".pki/nssdb") : stage.home.firefoxProfile,
      name,
    );
    stage.card.clearTrace();
    const began = performance.now();
    session = await Session.on(stage, name, { extension: false });
    await waitFor(await session.tab(stage.portal.serviceUrl), '[data-testid="flow-every-page"]');
    const start = performance.now() - began;
    const times = await answerAll(session, new NativeDialogs(session.display));
    const { apdus, bytesToCard, bytesFromCard } = stage.card.counters;
    return { start, ...times, apdus, bytes: bytesToCard + bytesFromCard };
  } finally {
    await session?.leave();
    await stage.close();
  }
}

/** What each way needs in the NSS database of the browser. */
const FURNISH: Readonly<Record<Key, (stage: Stage, database: string, name: BrowserName) => void | Promise<void>>> = {
  module: putModule,
  packaged: putModule,
  opensc(_, database) {
    addModule(database, "OpenSC", OPENSC.find((path) => existsSync(path)) ?? missing("opensc-pkcs11"));
  },
  async software({ pki, home }, database) {
    const { pem, keyPem } = await pki.card();
    const files = { pem: join(home.path, "software.pem"), p12: join(home.path, "software.p12") };
    writeFileSync(files.pem, pem + keyPem);
    const quietly = { stdio: "ignore" } as const;
    execFileSync(
      "openssl",
      [
        "pkcs12",
        "-export",
        "-in",
        files.pem,
        "-out",
        files.p12,
        "-passout",
        "pass:",
        "-name",
        "software",
        "-keypbe",
        "PBE-SHA1-3DES",
        "-certpbe",
        "PBE-SHA1-3DES",
        "-macalg",
        "sha1",
      ],
      quietly,
    );
    execFileSync("pk12util", ["-i", files.p12, "-d", `sql:${database}`, "-W", "", "-K", ""], quietly);
  },
};

/** Chromium has it from the installation. */
function putModule(_: Stage, database: string, name: BrowserName): void {
  if (name === "firefox") addModule(database, "Varco", findProxy("/") ?? missing("p11-kit"));
}

const OPENSC = [
  "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
  "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
  "/usr/lib64/opensc-pkcs11.so",
];

function missing(what: string): never {
  throw new Error(`The system has no ${what}.`);
}

/** Answers the browser's questions, in whatever order they come, until the portal shows the person. */
async function answerAll(
  session: Session,
  dialogs: NativeDialogs,
): Promise<Pick<OwnTlsLogin, "ask" | "between" | "page">> {
  const requested = performance.now();
  const page = await session.tab(`${session.stage.portal.origins.everyPage}/`);
  let ask: number | null = null;
  let between = 0;
  /** When the browser was last left to itself. */
  let left = requested;
  const shown = page.waitForSelector('[data-testid="holder-name"]', { timeout: PATIENCE }).then(
    () => performance.now(),
    () => null,
  );
  for (const end = requested + PATIENCE; performance.now() < end;) {
    const question = await dialogs.pinQuestion();
    if (question === null && !dialogs.asksForCertificate()) {
      const done = await Promise.race([shown, Promise.resolve("not yet" as const)]);
      if (done === null) break;
      if (done !== "not yet") return { ask: ask ?? done - requested, between, page: done - left };
      continue;
    }
    const waited = performance.now() - left;
    if (ask === null) ask = waited;
    else between += waited;
    left = question ? await dialogs.typePin(question, DEMO_PIN) : await dialogs.takeCertificate();
  }
  throw new Error(`The portal shows nobody. ${page.url()}`);
}
