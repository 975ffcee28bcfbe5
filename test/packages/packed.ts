import { SYSTEMS } from "../../scripts/package/systems";
import { buildTree } from "../../scripts/package/tree";

/** The program for a system, packed now. Throws `Error` for a system that there is not. */
export function packedTree(name: string): string {
  const system = SYSTEMS.find((one) => one.name === name);
  if (!system) throw new Error(`there is no program for ${name}`);
  return buildTree(system);
}
