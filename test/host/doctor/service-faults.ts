import { join } from "node:path";
import type { CardDesk } from "./card-desk";
import type { Column } from "./fault";
import { DRIVER, SERVICE } from "./system";

const SOCKET = "PCSCLITE_CSOCK_NAME";

/**
 * What lies on the way to a card, in the order in which one shuts the way to the next. Where the remedy is a command for
 * an administrator or for systemd, the same is done without them: the tests have neither.
 */
const WAY: Column<CardDesk> = [
  {
    check: "service.installed",
    outcome: "missing",
    make: async (desk) => {
      await desk.stopService();
      desk.computer.system.delete(SERVICE);
    },
    // `apt install pcscd`
    remedy: ({ computer }) => computer.system.link(SERVICE),
  },
  {
    check: "service.installed",
    outcome: "library",
    make: ({ computer: { system, env } }) => {
      system.write("broken/libpcsclite.so.1", "cut while it was unpacked");
      env["LD_LIBRARY_PATH"] = join(system.root, "broken");
    },
    remedy: ({ computer }) => delete computer.env["LD_LIBRARY_PATH"],
  },
  // It was stopped all the time. `systemctl start pcscd`
  {
    check: "service.running",
    outcome: "stopped",
    make: () => undefined,
    remedy: (desk) => desk.startService(),
  },
  {
    check: "service.allowed",
    outcome: "refused",
    make: ({ computer: { env }, refusing }) => {
      env[SOCKET] = refusing.socket;
    },
    // The rule in /etc/polkit-1/rules.d
    remedy: ({ computer: { env } }) => {
      env[SOCKET] = process.env[SOCKET];
    },
  },
  {
    check: "reader.present",
    outcome: "none",
    make: (desk) => desk.unplug(),
    remedy: (desk) => desk.plugIn(),
  },
  {
    check: "reader.driver",
    outcome: "missing",
    make: (desk) => {
      desk.showOnUsb("auto", "active");
      desk.computer.system.delete(DRIVER);
    },
    // `apt install libccid`
    remedy: ({ computer }) => computer.system.write(join(DRIVER, "Contents/Info.plist"), ""),
  },
  {
    check: "reader.driver",
    outcome: "unseen",
    make: (desk) => desk.unplug(),
    remedy: (desk) => desk.plugIn(),
  },
  {
    check: "reader.sleep",
    outcome: "asleep",
    make: async (desk) => {
      await desk.takeOut();
      desk.showOnUsb("auto", "suspended");
    },
    // `echo on | sudo tee …/power/control`: then Linux wakes the device up.
    remedy: (desk) => desk.showOnUsb("on", "active"),
  },
  { check: "card.present", outcome: "none", make: () => undefined, remedy: (desk) => desk.insert() },
  {
    check: "card.present",
    outcome: "several",
    make: (desk) => desk.insertAnother(),
    remedy: (desk) => desk.takeOutAnother(),
  },
  { check: "card.free", outcome: "others", make: ({ others }) => others.useGnuPg(), remedy: "paste" },
  {
    check: "card.free",
    outcome: "busy",
    make: ({ others, pcscd }) => others.holdCard(pcscd.readers[0]),
    remedy: ({ others }) => others.leaveCard(),
  },
];

/** Faults of the smart-card service and the reader, and other programs. */
export const SERVICE_FAULTS: readonly Column<CardDesk>[] = [WAY];
