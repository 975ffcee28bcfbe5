import { log } from "../log";
import type { BindingName, PcscBinding } from "./binding";

const LOAD: Readonly<Record<BindingName, () => Promise<PcscBinding>>> = {
  koffi: async () => (await import("./koffi/binding")).koffiBinding(),
  pcsclite: async () => (await import("./pcsclite/binding")).pcscliteBinding(),
};

/**
 * koffi, or pcsclite where koffi finds no library of the system; `only`: that one. Throws an error that says why neither
 * can be loaded.
 */
export async function loadBinding(only?: BindingName): Promise<PcscBinding> {
  if (only !== undefined) return LOAD[only]();
  try {
    return await LOAD.koffi();
  } catch (withoutLibrary) {
    try {
      const binding = await LOAD.pcsclite();
      log.note(`card readers through pcsclite (koffi: ${reasonOf(withoutLibrary)})`);
      return binding;
    } catch (withoutAddOn) {
      throw new Error(`koffi: ${reasonOf(withoutLibrary)}; pcsclite: ${reasonOf(withoutAddOn)}`, {
        cause: withoutLibrary,
      });
    }
  }
}

/** The first line: loaders add others that name their folders. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
