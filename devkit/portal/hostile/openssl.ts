import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { VarcoError } from "../../../shared/errors";
import { writePem } from "../../pki/pem-files";
import type { TestPki } from "../../pki/pki";
import { HOSTILE_HOST, nothingSeen, type HostileServer } from "./server";

/**
 * Runs `openssl s_server` on 127.0.0.1. It asks for certificates of the card authority and trusts only the foreign one,
 * so it answers a card's certificate with an alert, which Node's server cannot. Counts neither handshakes nor requests.
 */
export async function startRefusingByAlert(pki: TestPki, version: "-tls1_2" | "-tls1_3"): Promise<HostileServer> {
  const folder = await mkdtemp(join(tmpdir(), "varco-s_server-"));
  const files = await writePem(folder, "server", await pki.server([HOSTILE_HOST]));
  const named = join(folder, "named.pem");
  const believed = join(folder, "believed.pem");
  await writeFile(named, pki.cardAuthority.pem);
  await writeFile(believed, pki.foreignAuthority.pem);
  const child = spawn(
    "openssl",
    [
      "s_server",
      "-accept",
      "127.0.0.1:0",
      "-cert",
      files.certificate,
      "-key",
      files.key,
      version,
      "-CAfile",
      named,
      "-verifyCAfile",
      believed,
      "-Verify",
      "1",
      "-verify_return_error",
    ],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  const kill = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", kill);
  const close = async (): Promise<void> => {
    process.off("exit", kill);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const port = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("exit", (status) => {
      resolve(`it ended with status ${status}`);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      const accepting = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
      if (accepting !== undefined) resolve(Number(accepting));
    });
    child.stderr.resume();
  });
  if (typeof port === "number") return { url: `https://${HOSTILE_HOST}:${port}/`, seen: nothingSeen(), close };
  await close();
  throw new VarcoError("internal", { reason: `openssl s_server does not start: ${port}` });
}
