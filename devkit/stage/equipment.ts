import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartCommand } from "../../native-host/install/start-script";
import type { BindingName } from "../../native-host/readers/binding";
import { makeHome, type ThrowAwayHome } from "../browser/home";
import type { CardDoor } from "../card/doors/card-slot";
import type { VirtualCard } from "../card/index";
import { writeHostOptions } from "../host-options";
import type { Pcscd } from "../pcscd/pcscd";
import { CARD_DOORS, type ReaderKind } from "./card-doors";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** How a card and its home are set up. */
export interface Furnishing {
  readonly reader?: ReaderKind;
  /** The host's way to real readers; by default that of the release. */
  readonly binding?: BindingName | undefined;
  /** The home has the host as PKCS#11 module too; no other module that p11-kit knows is seen in it. */
  readonly module?: boolean;
  /** Makes the command of the host in a home from the ordinary one. */
  readonly hostCommand?: (ordinary: StartCommand, home: string) => StartCommand;
}

export interface EquipmentOptions extends Furnishing {
  readonly card: VirtualCard;
  /** Authorities of servers (PEM) that browsers and host trust beyond their own lists. */
  readonly authorities: readonly string[];
}

/** A virtual card in a reader, and a throw-away home whose browsers find the host. */
export interface Equipment {
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

/** Sets it up. What was opened before a failure is closed again. */
export async function openEquipment(options: EquipmentOptions): Promise<Equipment> {
  const { card, authorities, binding, module = false, hostCommand = (ordinary: StartCommand) => ordinary } = options;
  const { door, port, pcscd, close: closeDoor } = await CARD_DOORS[options.reader ?? "embedded"]();
  try {
    await door.insert(card);
    const program = [process.execPath, join(ROOT, "dist/devkit/host.cjs")] as const;
    const trustFile = (path: string) => (authorities.length === 0 ? null : join(path, "trusted.pem"));
    // The home must be there before the file in it that the host's command names.
    const home = makeHome(
      authorities,
      (path) =>
        hostCommand([...program, ...writeHostOptions({ cardPort: port, binding, trustFile: trustFile(path) })], path),
      { module },
    );
    const trusted = trustFile(home.path);
    if (trusted !== null) writeFileSync(trusted, authorities.join(""));
    const runtimeFolder = home.env["XDG_RUNTIME_DIR"];
    const host = [
      ...program,
      ...writeHostOptions({ cardPort: port, binding, trustFile: trusted, runtimeFolder }),
    ] as const;
    const close = async () => {
      home.remove();
      await closeDoor();
    };
    return { card, door, home, host, close, ...(pcscd && { pcscd }) };
  } catch (thrown) {
    await closeDoor();
    throw thrown;
  }
}
