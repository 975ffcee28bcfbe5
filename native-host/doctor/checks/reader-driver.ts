import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../check";
import { installCommand } from "../facts/distribution";

/** The driver of all readers that follow the standard (CCID), by distribution. */
const DRIVERS = ["lib", "lib64", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu"].map(
  (folder) => `usr/${folder}/pcsc/drivers/ifd-ccid.bundle`,
);

/** Whether a reader that is on the USB is also one for the smart-card service. */
export const readerDriver: Check<"reader.driver"> = {
  id: "reader.driver",
  weight: "advice",
  systems: ["linux"],
  async examine(patient) {
    const [first] = await patient.usbReaders();
    if (first === undefined) return { outcome: "not-usb" };
    const details = { reader: first.name };
    if (!DRIVERS.some((path) => existsSync(join(patient.systemRoot, path))))
      return { outcome: "missing", details, command: installCommand("driver", patient.systemRoot) };
    const { service, readers } = await patient.cards();
    if (!service) return { waitsFor: "service.running" };
    if (readers.length > 0) return { outcome: "serves", details };
    return { outcome: "unseen", details, command: "sudo systemctl restart pcscd" };
  },
};
