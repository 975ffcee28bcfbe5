import { VarcoError } from "../../shared/errors";
import { runChild } from "../modules/child";
import { CHILD_VERB } from "../modules/child-start";
import type { Command } from "./command";

/** Serves one PKCS#11 module of another maker to the host that started this process. For people it does nothing. */
export const moduleProcess: Command = {
  name: CHILD_VERB,
  usage: ["FILE", "Serve a module to the host that starts this."],
  async run([file, ...more]) {
    if (file === undefined || more.length > 0)
      throw new VarcoError("usage", { reason: "This is for the host itself." });
    await runChild(file);
  },
};
