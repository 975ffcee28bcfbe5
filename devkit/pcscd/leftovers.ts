import { readFile, rm } from "node:fs/promises";

const RUN = "/run/pcscd";

/**
 * Deletes what a killed pcscd left in /run. A new pcscd ignores them, except where nobody reaps dead processes
 * (containers without init): there it takes the zombie for a running pcscd. To be called only with the machine's lock.
 */
export async function clearLeftovers(): Promise<void> {
  const written = await readFile(`${RUN}/pcscd.pid`, "utf8").catch(missing);
  if (written === null) return;
  const stat = await readFile(`/proc/${parseInt(written, 10)}/stat`, "utf8").catch(missing);
  const state = stat === null ? "gone" : /\) (\w)/.exec(stat)?.[1];
  if (state === "gone" || state === "Z") await rm(RUN, { recursive: true, force: true });
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
