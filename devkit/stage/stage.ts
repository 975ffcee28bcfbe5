import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartCommand } from "../../native-host/install/start-script";
import { makeHome, type ThrowAwayHome } from "../browser/home";
import type { VirtualCard, VirtualCardOptions } from "../card/index";
import type { CardDoor } from "../card/doors/card-slot";
import { createTestPki, type CardCertificateOptions, type TestPki } from "../pki/pki";
import type { Pcscd } from "../pcscd/pcscd";
import { startPortal, type Portal, type PortalOptions } from "../portal/portal";
import { writeHostOptions } from "../host-options";
import { makeCard } from "./card";
import { CARD_DOORS, type ReaderKind } from "./card-doors";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface StageOptions {
  readonly reader?: ReaderKind;
  readonly portal?: Partial<Omit<PortalOptions, "pki">>;
  readonly certificate?: CardCertificateOptions;
  readonly card?: Partial<VirtualCardOptions>;
  /** The home has the host as PKCS#11 module too; no other module that p11-kit knows is seen in it. */
  readonly module?: boolean;
  /** Makes the command of the host in a home from the ordinary one. */
  readonly hostCommand?: (ordinary: StartCommand, home: string) => StartCommand;
  /** Folder that keeps the keys of the test authorities: quick after the first time. */
  readonly cacheFolder?: string;
}

/** A demo portal, a virtual card in a reader, and a throw-away home whose browsers know both. */
export interface Stage {
  readonly pki: TestPki;
  readonly portal: Portal;
  readonly card: VirtualCard;
  /** Puts the card in and takes it out. */
  readonly door: CardDoor;
  /** The smart-card service of the kind of reader that has one. */
  readonly pcscd?: Pcscd;
  readonly home: ThrowAwayHome;
  /** Command that starts the host as the browsers of that home do. */
  readonly host: readonly [string, ...string[]];
  readonly close: () => Promise<void>;
}

/** Folder of the built extension. */
export function builtExtension(browser: "chromium" | "firefox"): string {
  return join(ROOT, "dist/extension", browser);
}

/** Sets it up. What was opened before a failure is closed again. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const undo: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const pki = await createTestPki(options.cacheFolder === undefined ? {} : { cacheFolder: options.cacheFolder });
    const portal = await startPortal({ via: "node", ...options.portal, pki });
    undo.push(portal.close);
    const card = await makeCard(pki, options.certificate, options.card);
    const { door, port, pcscd, close: closeDoor } = await CARD_DOORS[options.reader ?? "embedded"]();
    undo.push(closeDoor);
    await door.insert(card);
    const trust: [string] = [pki.serverAuthority.pem];
    const program = [process.execPath, join(ROOT, "dist/devkit/host.cjs")] as const;
    // The home must be there before the file in it that the host's command names.
    const { module = false, hostCommand = (ordinary: StartCommand) => ordinary } = options;
    const home = makeHome(
      trust,
      (path) => hostCommand([...program, ...writeHostOptions({ cardPort: port, trustFile: trustFile(path) })], path),
      { module },
    );
    undo.push(home.remove);
    writeFileSync(trustFile(home.path), trust.join(""));
    const runtimeFolder = home.env["XDG_RUNTIME_DIR"];
    const host = [
      ...program,
      ...writeHostOptions({ cardPort: port, trustFile: trustFile(home.path), runtimeFolder }),
    ] as const;
    return { pki, portal, card, door, home, host, close, ...(pcscd && { pcscd }) };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

function trustFile(home: string): string {
  return join(home, "trusted.pem");
}
