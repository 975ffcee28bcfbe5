import { readFileSync } from "node:fs";
import { VarcoError } from "../../shared/errors";
import type { Trust } from "../tls/trust";

/** Trust with the authorities (PEM) in the file that `--ca` names, if it was given, on top. Throws `usage`. */
export function withAuthorities({ extraCa = "" }: Trust, file: string | undefined): Trust {
  if (file === undefined) return extraCa === "" ? {} : { extraCa };
  try {
    return { extraCa: `${extraCa}\n${readFileSync(file, "utf8")}` };
  } catch (thrown) {
    const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new VarcoError("usage", { reason: `The file of --ca cannot be read (${reason}).` }, { cause: thrown });
  }
}
