import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { Duplex } from "node:stream";
import { fetchByRoute } from "../../../native-host/proxy/fetch";
import { parseProxy, parseSecureProxy, type Route } from "../../../native-host/proxy/proxy";
import type { ErrorCode } from "../../../shared/errors";
import { TLS_TIMES } from "../../../native-host/tls/origin";
import { code, later, listen, NAMES, originOf, readAll, tlsServer, tlsSetup, VERSIONS } from "./fixtures";
import { softCard } from "./soft-card";
import { testProxy, throughTo, type Tunneller } from "./test-proxy";

/** A name that no resolver knows: only the proxy leads there. */
const HOST = "portale.example";
const PASSWORD = `Basic ${Buffer.from("ada:segreto").toString("base64")}`;

describe("A login through a proxy", () => {
  const tls = tlsSetup();
  const by = (port: number, user = ""): Route => parseProxy(`http://${user}127.0.0.1:${port}`);

  async function portal(version: (typeof VERSIONS)[number] = "TLSv1.3") {
    const { keyPem, pem } = await tls.pki.server([HOST]);
    return tlsServer(
      { ...tls.askingOptions, key: keyPem, cert: pem, minVersion: version, maxVersion: version },
      (socket) => socket.end(socket.getPeerX509Certificate()?.subject ?? "nobody"),
    );
  }
  const behind = (route: Route, times = TLS_TIMES) =>
    originOf(443, {
      host: HOST,
      clientCertificate: softCard(tls.card),
      times,
      route: async () => route,
    });
  const fetchedBy = async (address: string, route: Route) => {
    const authorities = () => [tls.pki.serverAuthority.pem];
    const chunks: Uint8Array[] = [];
    for await (const chunk of await fetchByRoute(address, route, AbortSignal.timeout(5_000), authorities))
      chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const failing = async (tunnel: Tunneller, times = TLS_TIMES) =>
    (await behind(by(await testProxy(tunnel)), times)).connect();

  for (const version of VERSIONS) {
    it(`reaches a server whose name only the proxy knows, with the card, by ${version}`, async () => {
      const seen: IncomingMessage[] = [];
      const origin = await behind(by(await testProxy(throughTo(await portal(version), seen))));
      for (let count = 0; count < 2; count += 1) {
        const text = await readAll(await origin.connect());
        assert.match(text, /CN=/);
      }
      assert.deepEqual(
        seen.map(({ url, headers }) => [url, headers.host, headers["proxy-authorization"]]),
        Array(2).fill([`${HOST}:443`, `${HOST}:443`, undefined]),
      );
    });
  }

  it("speaks TLS with a proxy that wants that, and TLS with the server inside of it", async () => {
    for (const version of VERSIONS) {
      const seen: IncomingMessage[] = [];
      const server = await tls.pki.server(["proxy.localhost"]);
      const port = await testProxy(throughTo(await portal(version), seen), undefined, server);
      const origin = await behind({ ...parseSecureProxy(`proxy.localhost:${port}`), authorization: PASSWORD });
      for (let count = 0; count < 2; count += 1) assert.match(await readAll(await origin.connect()), /CN=/);
      assert.deepEqual(
        seen.map(({ url, headers }) => [url, headers["proxy-authorization"]]),
        Array(2).fill([`${HOST}:443`, PASSWORD]),
      );
    }
  });

  it("tells a proxy nothing that does not prove its name by TLS", async () => {
    const seen: IncomingMessage[] = [];
    for (const [server, reason] of [
      [await tls.pki.server(["other.localhost"]), /altnames/],
      [await tls.pki.server([...NAMES], { issuer: "foreign" }), /certificate/],
      [await tls.pki.server([...NAMES], { validity: "expired" }), /expired/],
      [await tls.pki.server(["portal.localhost"], { withoutAlternativeNames: true }), /no name/],
    ] as const) {
      const port = await testProxy(throughTo(await portal(), seen), undefined, server);
      await assert.rejects(
        (await behind({ ...parseSecureProxy(`portal.localhost:${port}`), authorization: PASSWORD })).connect(),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, "proxy.unreachable");
          assert.match(error.message, reason);
          return true;
        },
      );
    }
    assert.deepEqual(seen, []);
  });

  it("gives up a proxy that is silent instead of speaking TLS, and takes the next way", async () => {
    const silent = createTcpServer();
    const second = by(await testProxy(throughTo(await portal())));
    const first = { ...parseSecureProxy(`127.0.0.1:${await listen(silent)}`), next: second };
    assert.match(await readAll(await (await behind(first, { ...TLS_TIMES, silence: 300 })).connect()), /CN=/);
  });

  it("shows the proxy the name and password of the settings", async () => {
    const seen: IncomingMessage[] = [];
    const origin = await behind(by(await testProxy(throughTo(await portal(), seen)), "ada:segreto@"));
    await readAll(await origin.connect());
    assert.equal(seen[0]?.headers["proxy-authorization"], PASSWORD);
  });

  it("takes the next way where the first proxy cannot be reached, but not where it refuses", async () => {
    const second = by(await testProxy(throughTo(await portal())));
    const first = { host: "127.0.0.1", port: 9, isSecure: false, authorization: null, next: second };
    assert.match(await readAll(await (await behind(first)).connect()), /CN=/);
    const refusing = await testProxy((_, client) => client.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
    await assert.rejects((await behind({ ...first, port: refusing })).connect(), code("proxy.refused"));
  });

  it("verifies the server behind the proxy as everywhere", async () => {
    const wrong = await tlsServer(tls.askingOptions, (socket) => socket.end("nothing"));
    await assert.rejects(failing(throughTo(wrong)), code("server.name"));
  });

  const refusals: Readonly<Record<string, readonly [Tunneller, ErrorCode, RegExp]>> = {
    "wants a password": [
      (_, client) => client.end("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\n\r\n"),
      "proxy.password",
      /127\.0\.0\.1/,
    ],
    "refuses with a page": [
      (_, client) => client.end("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>"),
      "proxy.refused",
      /status 403/,
    ],
    "does not find the server": [(_, client) => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"), "proxy.refused", /502/],
    "answers garbage": [(_, client) => client.end("benvenuto\r\n\r\n"), "proxy.refused", /./],
    "answers without end": [
      (_, client) => client.end(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`),
      "proxy.refused",
      /./,
    ],
    cuts: [(_, client) => client.destroy(), "proxy.refused", /./],
    "is silent": [() => undefined, "proxy.unreachable", /no answer/],
  };
  for (const [what, [tunnel, expected, reason]] of Object.entries(refusals)) {
    it(`that ${what} ends with an error that names the proxy`, async () => {
      await assert.rejects(failing(tunnel, { ...TLS_TIMES, silence: 300 }), (error: Error & { code?: string }) => {
        assert.equal(error.code, expected);
        assert.match(error.message, reason);
        assert.match(error.message, /127\.0\.0\.1:\d+/);
        return true;
      });
    });
  }

  it("that is not there ends with an error that names the proxy", async () => {
    await assert.rejects((await behind(by(9))).connect(), (error: Error & { code?: string }) => {
      assert.equal(error.code, "proxy.unreachable");
      assert.match(error.message, /127\.0\.0\.1:9/);
      return true;
    });
  });

  it("can be cancelled while the proxy thinks, and the proxy hears of it", async () => {
    const stop = new AbortController();
    let heard: (client: Duplex) => void = () => undefined;
    const client = new Promise<Duplex>((resolve) => (heard = resolve));
    const origin = await behind(by(await testProxy((_, asking) => heard(asking))));
    const connecting = origin.connect({ signal: stop.signal });
    const left = once((await client).resume(), "end");
    stop.abort();
    await assert.rejects(connecting, code("operation.cancelled"));
    await left;
  });

  it("fetches a certificate that the server leaves out through the proxy, too", async () => {
    const { der } = await tls.pki.intermediate();
    const asked: [url: string | undefined, host: string | undefined][] = [];
    const proxy = await testProxy(
      () => undefined,
      ({ url, headers }, response) => {
        asked.push([url, headers.host]);
        response.end(der);
      },
    );
    const address = "http://autorita.example/ca.der";
    const { keyPem, pem } = await tls.pki.server([...NAMES], { issuer: "intermediate", issuerAddress: address });
    const port = await tlsServer({ ...tls.askingOptions, key: keyPem, cert: pem }, (socket) => socket.end("hello"));
    process.env["http_proxy"] = `http://127.0.0.1:${proxy}`;
    later(() => delete process.env["http_proxy"]);
    const origin = await originOf(port, { clientCertificate: softCard(tls.card) });
    assert.equal(await readAll(await origin.connect()), "hello");
    assert.deepEqual(asked, [[address, "autorita.example"]]);
  });

  it("fetches by the next way where the first proxy cannot be reached, but not where it refuses", async () => {
    const address = "http://autorita.example/ca.der";
    const good = await testProxy(
      () => undefined,
      (_, response) => response.end("document"),
    );
    const second = parseProxy(`127.0.0.1:${good}`);
    const first = { host: "127.0.0.1", port: 9, isSecure: false, authorization: null, next: second };
    const fetched = (route: Route) => fetchedBy(address, route);
    assert.equal(await fetched(first), "document");
    assert.equal(await fetched({ ...first, host: "nowhere.invalid" }), "document");
    const refusing = await testProxy(
      () => undefined,
      (_, response) => response.writeHead(403).end(),
    );
    await assert.rejects(fetched({ ...first, port: refusing }), /status 403/);
    const cutting = await testProxy(
      () => undefined,
      ({ socket }) => socket.destroy(),
    );
    await assert.rejects(fetched({ ...first, port: cutting }), /hang up|ECONNRESET/);
    await assert.rejects(fetched({ ...first, next: null }), /ECONNREFUSED/);
  });

  it("fetches through a proxy that is spoken to by TLS, if that proves its name", async () => {
    const address = "http://autorita.example/ca.der";
    const asked: (string | undefined)[] = [];
    const server = await tls.pki.server(["127.0.0.1"]);
    const port = await testProxy(
      () => undefined,
      ({ url }, response) => {
        asked.push(url);
        response.end("document");
      },
      server,
    );
    assert.equal(await fetchedBy(address, parseSecureProxy(`127.0.0.1:${port}`)), "document");
    await assert.rejects(fetchedBy(address, parseSecureProxy(`localhost:${port}`)), /altnames/);
    const second = await testProxy(
      () => undefined,
      (_, response) => response.end("second"),
    );
    const next = parseProxy(`127.0.0.1:${second}`);
    assert.equal(await fetchedBy(address, { ...parseSecureProxy("127.0.0.1:9"), next }), "second");
    assert.deepEqual(asked, [address]);
  });

  it("fails where the settings name a proxy that Varco cannot use", async () => {
    const origin = await originOf(443, { host: HOST, route: async () => parseProxy("socks5://proxy.example") });
    await assert.rejects(origin.connect(), code("proxy.unusable"));
  });
});
