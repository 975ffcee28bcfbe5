import assert from "node:assert/strict";
import { request, type RequestOptions } from "node:https";
import { connect } from "node:net";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import {
  HOSTILE,
  HOSTILE_PAGES,
  startHostilePage,
  type HostileName,
  type HostilePageName,
  type HostileServer,
} from "../../../devkit/portal/hostile";

const LIMIT = 22 * 1024 * 1024;

/** What Node's own client gets: the code or text of an error, or a status. */
const MET: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    "not-asking": /^status 200 /,
    "foreign-issuers": /ECONNRESET/,
    "refusing-by-alert-tls-1.2": /alert unknown ca/i,
    "refusing-by-alert-tls-1.3": /alert unknown ca/i,
    "tls-1.0": /alert protocol version/,
    "tls-1.1": /alert protocol version/,
    "wrong-name": /ERR_TLS_CERT_ALTNAME_INVALID/,
    expired: /CERT_HAS_EXPIRED/,
    "not-yet-valid": /CERT_NOT_YET_VALID/,
    "self-signed": /DEPTH_ZERO_SELF_SIGNED_CERT/,
    untrusted: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/,
    "plain-http": /wrong version number/,
    "hangs-up": /ECONNRESET/,
    "not-http": /HPE_/,
    "status-line": /HPE_INVALID_STATUS/,
    "header-endless-name": /^status 200 /,
    "status-099": /^status 99 /,
    "header-nul": /HPE_INVALID_HEADER_TOKEN/,
    "two-lengths": /HPE_UNEXPECTED_CONTENT_LENGTH/,
    "length-and-chunks": /HPE_INVALID_(TRANSFER_ENCODING|CONTENT_LENGTH)|HPE_UNEXPECTED_CONTENT_LENGTH/,
    "chunk-size": /HPE_INVALID_CHUNK_SIZE/,
    "broken-gzip": /^status 200 .* encoding gzip/,
    "too-many-headers": /^status 200 /,
    "endless-headers": /HPE_HEADER_OVERFLOW/,
    "cut-before-answer": /ECONNRESET/,
    "cut-after-headers": /ECONNRESET/,
    "cut-in-body": /ECONNRESET/,
    "cut-in-chunk": /ECONNRESET/,
    "too-large-by-length": /^status 200 with 22020096 bytes/,
    "too-large-in-chunks": /^status 200 and too much/,
    "too-large-unzipped": /^status 200 with 2\d{4} bytes encoding gzip/,
    "endless-redirects": /^status 302 .* to \/passo\/1$/,
    "redirect-to-itself": /^status 302 .* to \/$/,
    "endless-repeats": /^status 307 .* to \/passo\/1$/,
    "redirect-to-http": /^status 302 .* to http:/,
    "redirect-to-script": /^status 302 .* to javascript:/,
    "redirect-to-file": /^status 302 .* to file:/,
    "redirect-to-data": /^status 302 .* to data:/,
    "redirect-nowhere": /^status 302 with 0 bytes$/,
    "redirect-to-nonsense": /^status 302 .* to https:\/\/\[/,
    failing: /^status 500 /,
    "foreign-cookies": /^status 200 .* 12 cookies/,
    "many-cookies": /^status 200 .* 150 cookies/,
  } satisfies Readonly<
    Record<Exclude<HostileName, "mute" | "silent" | "endless-interim-answers" | "switching-protocols">, RegExp>
  >),
);

/** Servers that are found out before they could see a certificate. */
const BEFORE_CERTIFICATE = [
  "tls-1.0",
  "tls-1.1",
  "wrong-name",
  "expired",
  "not-yet-valid",
  "self-signed",
  "untrusted",
] as const;

const pageNames = Object.keys(HOSTILE_PAGES).filter((name): name is HostilePageName =>
  Object.hasOwn(HOSTILE_PAGES, name),
);

describe("a server that misbehaves", () => {
  let pki: TestPki;
  let server: HostileServer | null = null;
  let options: RequestOptions = {};

  before(async () => {
    pki = await createTestPki();
    const card = await pki.card();
    options = {
      ca: pki.serverAuthority.pem,
      cert: card.pem,
      key: card.keyPem,
      agent: false,
      lookup: (_host, { all }, done) => {
        if (all) done(null, [{ address: "127.0.0.1", family: 4 }]);
        else done(null, "127.0.0.1", 4);
      },
    };
  });
  afterEach(async () => {
    await server?.close();
    server = null;
  });

  const meet = (url: string, further: RequestOptions = {}): Promise<string> =>
    new Promise((resolve) => {
      const failed = (error: Error): void => {
        resolve(`${"code" in error ? String(error.code) : ""} ${error.message}`);
      };
      request(url, { ...options, ...further }, (answer) => {
        const { headers } = answer;
        let size = 0;
        answer
          .on("data", (bytes: Buffer) => {
            size += bytes.length;
            if (size <= LIMIT) return;
            resolve(`status ${answer.statusCode} and too much`);
            answer.destroy();
          })
          .on("error", failed)
          .on("end", () => {
            const location = headers.location === undefined ? "" : ` to ${headers.location}`;
            const encoding =
              headers["content-encoding"] === undefined ? "" : ` encoding ${headers["content-encoding"]}`;
            const cookies = headers["set-cookie"] ? ` ${headers["set-cookie"].length} cookies` : "";
            resolve(`status ${answer.statusCode} with ${size} bytes${location}${encoding}${cookies}`);
          });
      })
        .on("error", failed)
        .end();
    });

  for (const [name, hostile] of Object.entries(HOSTILE)) {
    const met = MET.get(name);
    if (!met) continue;
    it(`${hostile.what} (${name})`, async () => {
      server = await hostile.start(pki);
      assert.match(await meet(server.url), met);
    });
  }

  for (const name of BEFORE_CERTIFICATE) {
    it(`gets no certificate when it is found out: ${name}`, async () => {
      server = await HOSTILE[name].start(pki);
      await meet(server.url);
      assert.equal(server.seen.connections, 1);
      assert.equal(server.seen.certificates, 0);
    });
  }

  for (const [name, version] of [
    ["tls-1.0", "TLSv1"],
    ["tls-1.1", "TLSv1.1"],
  ] as const) {
    it(`would really talk with a client of ${version}`, async () => {
      server = await HOSTILE[name].start(pki);
      assert.match(
        await meet(server.url, { minVersion: version, maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" }),
        /^status 200/,
      );
    });
  }

  it("counts the certificates that it received", async () => {
    server = await HOSTILE["failing"].start(pki);
    await meet(server.url);
    assert.deepEqual(server.seen, { connections: 1, handshakes: 1, certificates: 1, requests: ["GET / HTTP/1.1"] });
  });

  for (const name of ["mute", "silent"] as const) {
    it(`${HOSTILE[name].what} (${name}), and can be closed all the same`, async () => {
      server = await HOSTILE[name].start(pki);
      const met = meet(server.url);
      const early = await Promise.race([
        met,
        new Promise((resolve) => {
          setTimeout(resolve, 200, "silence");
        }),
      ]);
      assert.equal(early, "silence");
      await server.close();
      assert.match(await met, /ECONNRESET/);
    });
  }

  it(`${HOSTILE["endless-interim-answers"].what} (endless-interim-answers)`, async () => {
    server = await HOSTILE["endless-interim-answers"].start(pki);
    const { url } = server;
    await new Promise<void>((resolve) => {
      let count = 0;
      const asking = request(url, options)
        .on("information", () => {
          if ((count += 1) === 1000) {
            asking.destroy();
            resolve();
          }
        })
        .on("error", () => undefined);
      asking.end();
    });
  });

  for (const name of pageNames) {
    it(`has a page with ${HOSTILE_PAGES[name].what} (${name})`, async () => {
      server = await startHostilePage(pki, name);
      const { length } = HOSTILE_PAGES[name].body("https://servizi.example/acs");
      assert.equal(await meet(server.url), `status 200 with ${length} bytes`);
    });
  }

  it("is gone when closed", async () => {
    const closed = await HOSTILE["failing"].start(pki);
    await closed.close();
    const socket = connect(Number(new URL(closed.url).port), "127.0.0.1");
    await assert.rejects(
      new Promise((_, reject) => {
        socket.on("error", reject);
      }),
      /ECONNREFUSED/,
    );
  });
});
