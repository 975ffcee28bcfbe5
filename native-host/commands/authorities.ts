import { readFileSync } from "node:fs";
import { VarcoError } from "../../shared/errors";
import type { Trust } from "../tls/trust";

/** Adds the authorities (PEM) in the file that `--ca` names, if one is given. Throws `usage`. */
export function withAuthorities({ extraCa = "" }: Trust, file: string | undefined): Trust {
  if (file === undefined) return extraCa === "" ? {} : { extraCa };
  try {
    return { extraCa: `${extraCa}\n${readFileSync(file, "utf8")}` };
  } catch (thrown) {
    const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new VarcoError("usage", { reason: `Varco cannot read the file of --ca (${reason}).` }, { cause: thrown });
  }
}
