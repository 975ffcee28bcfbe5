import assert from "node:assert/strict";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { PrivateServer } from "../../../devkit/servers/private-server";
import { HOST, Office } from "./office";
import { startTinyproxy } from "./tinyproxy";

/** An address of loopback that nothing else listens on: the port of a network's script cannot be chosen. */
const ADDRESS = "127.80.41.7";

describe("The host on a GNOME desktop that looks for the network's script", () => {
  let office: Office;
  let proxy: PrivateServer;
  let folder: string;
  const asked: (string | undefined)[] = [];
  const web = createServer(({ url, headers }, response) => {
    asked.push(`${headers.host}${url}`);
    response.end(`function FindProxyForURL(url, host) {
      return host === "${HOST}" ? "PROXY 127.0.0.1:${proxy.ports[0]}" : "DIRECT"; }`);
  });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "varco-network-"));
    [office, proxy] = await Promise.all([Office.open(), startTinyproxy({ host: HOST })]);
    await once(web.listen(80, ADDRESS), "listening");
    const gsettings = join(folder, "gsettings");
    const settings = "org.gnome.system.proxy mode 'auto'\norg.gnome.system.proxy autoconfig-url ''\n";
    await writeFile(gsettings, `#!/bin/sh\n/bin/cat <<'END'\n${settings}END\n`);
    await chmod(gsettings, 0o755);
  });
  after(async () => {
    web.close();
    await Promise.all([office.close(), proxy.close(), rm(folder, { recursive: true })]);
  });
  afterEach(() => office.leave());

  /** `hosts`: what this computer's resolver knows; nss_wrapper needs no rights for that. */
  const start = async (hosts: string) => {
    await writeFile(join(folder, "hosts"), hosts);
    await office.start({
      XDG_CURRENT_DESKTOP: "GNOME",
      PATH: `${folder}${delimiter}${process.env["PATH"]}`,
      LD_PRELOAD: "libnss_wrapper.so",
      NSS_WRAPPER_HOSTS: join(folder, "hosts"),
    });
  };

  it("logs in through the proxy that the script names", async () => {
    await start(`${ADDRESS} wpad\n`);
    assert.equal(await office.asks(), true);
    assert.match(await office.logIn(), /CLLDAA80A41X999S/);
    assert.deepEqual([...new Set(asked)], ["wpad/wpad.dat"]);
  });

  it("goes straight where the network has none", async () => {
    await start("127.0.0.1 elsewhere.example\n");
    await assert.rejects(office.asks(), { code: "server.unreachable" });
  });
});
