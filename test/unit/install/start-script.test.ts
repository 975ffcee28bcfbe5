import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startScript, startScriptBeside, type StartCommand } from "../../../native-host/install/start-script";

describe("The script that starts the host", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-start-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const started = (command: StartCommand, env: NodeJS.ProcessEnv, args: readonly string[] = []) => {
    const script = join(folder, "varco-host");
    writeFileSync(script, startScript(command));
    chmodSync(script, 0o755);
    return execFileSync(script, args, { env, encoding: "utf8" });
  };
  /** The environment that the host would have. */
  const left = (env: NodeJS.ProcessEnv) =>
    started(["/usr/bin/env"], env)
      .split("\n")
      .filter((line) => line !== "" && !/^(PWD|SHLVL|OLDPWD|_)=/.test(line));

  it("hands the arguments on as they are", () => {
    const args = ["it's", '"two words"', "$(x)", "*", ""];
    assert.equal(
      started(["/usr/bin/printf", "<%s>", "a 'b'"], { PATH: "/bin" }, args),
      `<a 'b'>${args.map((arg) => `<${arg}>`).join("")}`,
    );
  });

  it("takes away what gives Node and OpenSSL orders, and nothing else", () => {
    const orders = {
      NODE_OPTIONS: "--inspect=9229 --require /tmp/x.js",
      NODE_EXTRA_CA_CERTS: "/tmp/ca.pem",
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      NODE_PATH: "/tmp",
      NODE_CHANNEL_FD: "3",
      NODE_A_LATER_ONE: "1",
      OPENSSL_CONF: "/tmp/openssl.cnf",
      OPENSSL_MODULES: "/tmp",
      SSL_CERT_FILE: "/tmp/ca.pem",
      SSL_CERT_DIR: "/tmp",
      SSLKEYLOGFILE: "/tmp/keys",
      UV_THREADPOOL_SIZE: "1",
    };
    const kept = {
      PATH: "/usr/bin:/bin",
      HOME: "/home/somebody",
      https_proxy: "http://proxy.example:3128",
      NO_PROXY: "*.example NODE_nothing-of-ours=1 * NODE_",
      XDG_RUNTIME_DIR: "/run/user/1000",
      LANG: "it_IT.UTF-8",
      QUOTES: `'"$(touch ${folder}/run)\`touch ${folder}/run\`\nNODE_LINES=1\nexport NODE_X; exit 1`,
    };
    assert.deepEqual(
      left({ ...orders, ...kept }).sort(),
      Object.entries(kept)
        .flatMap(([name, value]) => `${name}=${value}`.split("\n"))
        .sort(),
    );
  });

  it("lets the system write no core file", () => {
    assert.equal(started(["/bin/sh", "-c", "ulimit -c"], {}), "0\n");
  });

  it("starts what lies beside it, in whatever folder that is", () => {
    const place = join(folder, "it's a $(place)");
    const program = { node: "print", options: ["--an-option=it's"], main: "host/main.cjs" };
    mkdirSync(place);
    writeFileSync(join(place, "print"), '#!/bin/sh\nprintf "<%s>" "$0" "$@"\n');
    writeFileSync(join(place, "varco-host"), startScriptBeside(program));
    for (const name of ["print", "varco-host"]) chmodSync(join(place, name), 0o755);
    const expected = (here: string) => `<${here}/print><--an-option=it\'s><${here}/host/main.cjs><x>`;
    assert.equal(execFileSync(join(place, "varco-host"), ["x"], { encoding: "utf8" }), expected(place));
    assert.equal(execFileSync("./varco-host", ["x"], { encoding: "utf8", cwd: place }), expected("."));
  });
});
