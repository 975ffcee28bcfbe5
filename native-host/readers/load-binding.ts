import { log } from "../log";
import type { BindingName, PcscBinding } from "./binding";

const LOAD: Readonly<Record<BindingName, () => Promise<PcscBinding>>> = {
  pcsclite: async () => (await import("./pcsclite/binding")).pcscliteBinding(),
  koffi: async () => (await import("./koffi/binding")).koffiBinding(),
};

/**
 * pcsclite where its add-on was built, else koffi; `only`: that one. Throws an error that says why neither can be
 * loaded.
 */
export async function loadBinding(only?: BindingName): Promise<PcscBinding> {
  if (only !== undefined) return LOAD[only]();
  try {
    return await LOAD.pcsclite();
  } catch (withoutAddOn) {
    try {
      const binding = await LOAD.koffi();
      log.note(`card readers through koffi (pcsclite: ${reasonOf(withoutAddOn)})`);
      return binding;
    } catch (withoutLibrary) {
      throw new Error(`pcsclite: ${reasonOf(withoutAddOn)}; koffi: ${reasonOf(withoutLibrary)}`, {
        cause: withoutLibrary,
      });
    }
  }
}

/** The first line: loaders add others that name their folders. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
