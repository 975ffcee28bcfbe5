import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../../install/files";

/** A device on the USB that says it is a reader of smart cards. */
export interface UsbReader {
  /** What it calls itself. */
  readonly name: string;
  /** Whether the system has put it, or a hub on the way to it, to sleep. */
  readonly asleep: boolean;
  /** The device that sleeps: its name in /sys; null: none. */
  readonly sleeper: string | null;
}

const DEVICES = "sys/bus/usb/devices";
/** bInterfaceClass of a reader (USB CCID Rev. 1.1 §4.3). */
const CCID = "0b";

/** The readers on the USB. Source: sysfs-bus-usb of Linux. `root`: folder of the system's files. */
export function usbReaders(root: string): readonly UsbReader[] {
  const folder = join(root, DEVICES);
  if (!existsSync(folder)) return [];
  const field = (device: string, name: string) => (readText(join(folder, device, name), "latin1") ?? "").trim();
  const devices = readdirSync(folder)
    .filter((name) => name.includes(":") && field(name, "bInterfaceClass") === CCID)
    .map((name) => name.slice(0, name.indexOf(":")));
  return [...new Set(devices)].map((device) => {
    const sleeper = wayTo(device).find((one) =>
      isAsleep(field(one, "power/control"), field(one, "power/runtime_status")),
    );
    const name = [field(device, "manufacturer"), field(device, "product")].filter((part) => part !== "").join(" ");
    return { name: name === "" ? device : name, asleep: sleeper !== undefined, sleeper: sleeper ?? null };
  });
}

/**
 * Readers and hubs that may sleep are the rule (`auto`): drivers ask for it, and a sleeper that wakes up in time is no
 * fault. One that is asleep now is worth a word.
 */
function isAsleep(control: string, status: string): boolean {
  return control === "auto" && status === "suspended";
}

/** The device and the hubs above it: `1-2.3`, `1-2`, `usb1`. */
function wayTo(device: string): string[] {
  const [bus = "", ports = ""] = device.split("-");
  const way = ports.split(".").map((_, index, all) => `${bus}-${all.slice(0, index + 1).join(".")}`);
  return [`usb${bus}`, ...way].reverse();
}
