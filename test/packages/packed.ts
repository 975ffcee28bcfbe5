import { SYSTEMS } from "../../scripts/package/systems";
import { buildTree } from "../../scripts/package/tree";

const packed = new Map<string, string>();

/** The program for a system, packed once by this process. Throws `Error` for a system that there is not. */
export function packedTree(name: string): string {
  const system = SYSTEMS.find((one) => one.name === name);
  if (!system) throw new Error(`there is no program for ${name}`);
  const tree = packed.get(name) ?? buildTree(system);
  packed.set(name, tree);
  return tree;
}
