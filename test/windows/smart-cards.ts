import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { twoFreePorts } from "../../devkit/pcscd/free-ports";
import { VpcdDoor } from "../../devkit/card/doors/vpcd";
import { until } from "../../devkit/until";
import type { WineRoot } from "./wine-root";

const DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

/** The smart-card service behind Wine's winscard.dll: pcscd of that Debian, with a reader for the virtual card. */
export class SmartCards {
  readonly #root: WineRoot;
  #stop: () => Promise<void> = () => Promise.resolve();
  readonly door: VpcdDoor;

  private constructor(root: WineRoot, port: number) {
    this.#root = root;
    this.door = new VpcdDoor({ host: "127.0.0.1", port });
  }

  static async start(root: WineRoot): Promise<SmartCards> {
    const port = await twoFreePorts();
    const channel = `0x${port.toString(16).toUpperCase()}`;
    mkdirSync(join(root.work, "readers"));
    writeFileSync(
      join(root.work, "readers/vpcd"),
      [
        'FRIENDLYNAME "Virtual PCD"',
        `DEVICENAME /dev/null:${channel}`,
        `LIBPATH ${DRIVER}`,
        `CHANNELID ${channel}`,
        "",
      ].join("\n"),
    );
    const cards = new SmartCards(root, port);
    await cards.startService();
    return cards;
  }

  async startService(): Promise<void> {
    const command = ["pcscd", "-f", "-i", "-c", "/work/readers", "--disable-polkit"];
    const child = this.#root.spawn(command, ["ignore", "pipe", "inherit"]);
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
    await until("pcscd to be ready", () => {
      if (child.exitCode !== null) throw new Error(`pcscd ended:\n${said}`);
      return said.includes("daemon ready");
    });
    this.#stop = async () => {
      // The child is nsenter, which waits for pcscd.
      const ended = once(child, "exit");
      await this.#root.run("sh", "-c", 'kill "$(cat /run/pcscd/pcscd.pid)"');
      await ended;
    };
  }

  stopService(): Promise<void> {
    return this.#stop();
  }

  async close(): Promise<void> {
    await this.door.close();
  }
}
