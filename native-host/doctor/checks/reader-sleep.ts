import type { Check } from "../check";

/** Whether the system has put a reader, or a hub on the way to it, to sleep while no card can be seen. */
export const readerSleep: Check<"reader.sleep"> = {
  id: "reader.sleep",
  weight: "advice",
  systems: ["linux"],
  async examine(patient) {
    const sleeper = (await patient.usbReaders()).find(({ asleep }) => asleep);
    if (sleeper === undefined || (await patient.cards()).cards.length > 0) return { outcome: "awake" };
    const { name, sleeper: device } = sleeper;
    return {
      outcome: "asleep",
      details: { reader: name, device },
      command: `echo on | sudo tee /sys/bus/usb/devices/${device ?? ""}/power/control`,
    };
  },
};
