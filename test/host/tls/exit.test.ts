import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePem } from "../../../devkit/pki/pem-files";
import { later, tlsServer, tlsSetup } from "./fixtures";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe("a process that ends while its TLS thread waits for a signature", () => {
  const tls = tlsSetup();

  it("ends at once, with its own exit code", async () => {
    const folder = await mkdtemp(join(tmpdir(), "varco-exit-"));
    later(() => rm(folder, { recursive: true }));
    const ca = await writePem(folder, "ca", tls.pki.serverAuthority);
    const port = await tlsServer(tls.askingOptions, (socket) => socket.end());
    const der = Buffer.from(tls.card.der).toString("base64");
    const child = spawn(
      process.execPath,
      [
        "--import",
        new URL("../../../devkit/typescript.mjs", import.meta.url).href,
        here("./exit-while-signing.ts"),
        String(port),
        der,
        ca.certificate,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(child.stdout, "data");
    const began = performance.now();
    const exit: unknown[] = await once(child, "exit");
    assert.deepEqual(exit, [7, null]);
    assert.ok(performance.now() - began < 1000);
  });
});
