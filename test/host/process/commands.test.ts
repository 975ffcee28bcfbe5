import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { VirtualCard } from "../../../devkit/card/index";
import { gnomeDesktop } from "../proxies/gnome-desktop";
import { HOST, proxyScript } from "../proxies/office";
import { startForgetful } from "./forgetful-server";
import { errorIn } from "./error-output";
import { run } from "./run";

const shown = v.looseObject({ certificate: v.looseObject({ subject: v.string() }) });

describe("The host on the command line", () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  afterEach(() => stage.door.insert(stage.card));
  const host = (args: readonly string[], input = "") => run(stage.host, args, input);

  it("card --json prints the card, and spends no try", async () => {
    const { code, out } = await host(["card", "--json"]);
    assert.equal(code, 0);
    const { certificate, ...rest } = v.parse(shown, JSON.parse(out));
    assert.deepEqual(rest, {
      reader: "Varco Virtual Reader",
      family: "CNS",
      holder: { name: "ADA COLLAUDO", codiceFiscale: "CLLDAA80A41X999S" },
      serial: "6090000000000017",
      pin: { triesLeft: 3, blocked: false },
    });
    assert.deepEqual(Object.keys(certificate), ["subject", "issuer", "notBefore", "notAfter"]);
    assert.match(certificate.subject, /^C=IT, .*CN=CLLDAA80A41X999S\/6090000000000017\./);
  });

  it("card prints the same for a person", async () => {
    const { code, out } = await host(["card"]);
    assert.equal(code, 0);
    assert.match(out, /Holder: +ADA COLLAUDO\n/);
  });

  it("card fails without a card, with code and remedy", async () => {
    await stage.door.remove();
    const { code, out, err } = await host(["card", "--json"]);
    assert.equal(code, 1);
    assert.equal(errorIn(out).code, "card.none");
    assert.match(err, /^card\.none: .+\.\nInsert the card/);
  });

  it("card reports what is wrong with other cards", async () => {
    const issued = await stage.pki.card();
    const base = {
      privateKey: issued.key,
      pin: "12345",
      puk: "12345678",
      serial: "6090000000000017",
      personalData: {},
    };
    const cards = {
      "card.not-cns": new VirtualCard({ ...base, certificate: issued.der, family: "not-cns" }),
      "card.contactless": new VirtualCard({ ...base, certificate: issued.der, family: "ts-contactless" }),
      "card.not-activated": new VirtualCard({ ...base, certificate: null }),
      "card.certificate": new VirtualCard({ ...base, certificate: Buffer.from("30820010deadbeef", "hex") }),
    };
    for (const [expected, card] of Object.entries(cards)) {
      await stage.door.insert(card);
      const { code, err } = await host(["card"]);
      assert.equal(code, 1);
      assert.match(err, new RegExp(`^${expected}: `), err);
    }
  });

  it("get makes a request with the card and prints status, headers and body", async () => {
    const url = `${stage.portal.origins.everyPage}/`;
    const { code, out, err } = await host(["get", url, "--pin-stdin"], `${DEMO_PIN}\n`);
    assert.equal(code, 0, err);
    assert.match(out, /^HTTP\/1\.1 200 OK\n/);
    assert.match(out, /\ncontent-type: text\/html/i);
    assert.match(out, /ADA COLLAUDO/);
  });

  it("get takes the PIN from standard input only", async () => {
    const url = `${stage.portal.origins.everyPage}/`;
    assert.equal((await host(["get", url])).code, 2);
    assert.match((await host(["get", url, "--pin-stdin"], "")).err, /^pin\.cancelled/);
    const wrong = await host(["get", url, "--pin-stdin"], "11111\n");
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^pin\.wrong: .*\nTries left: 2\./);
    assert.equal(stage.card.pinTriesLeft, 2);
    const short = await host(["get", url, "--pin-stdin"], "1234\n");
    assert.match(short.err, /^pin\.format/);
    assert.equal(stage.card.pinTriesLeft, 2);
    assert.equal((await host(["get", url, "--pin-stdin"], `${DEMO_PIN}\r\n`)).code, 0);
    assert.equal(stage.card.pinTriesLeft, 3);
  });

  it("get gives the PIN for one signature only, and fails when the server wants another one", async () => {
    const server = await startForgetful(stage.pki);
    try {
      const { code, err } = await host(["get", server.url, "--pin-stdin"], `${DEMO_PIN}\n${DEMO_PIN}\n`);
      assert.equal(code, 1);
      assert.match(err, /^server\.signature-again: ostile\.localhost ended the connection/);
      assert.equal(server.seen.requests.length, 1);
    } finally {
      await server.close();
    }
  });

  it("get refuses an untrusted server before the card gets the PIN", async () => {
    const [node, program, card] = stage.host;
    const { code, err } = await run(
      [node, program!, card!],
      ["get", `${stage.portal.origins.everyPage}/`, "--pin-stdin"],
      `${DEMO_PIN}\n`,
    );
    assert.equal(code, 1);
    assert.match(err, /^server\.untrusted/);
    const ca = join(stage.home.path, "ca.pem");
    writeFileSync(ca, stage.pki.serverAuthority.pem);
    const trusting = await run(
      [node, program!, card!],
      ["get", `${stage.portal.origins.everyPage}/`, "--pin-stdin", "--ca", ca],
      `${DEMO_PIN}\n`,
    );
    assert.equal(trusting.code, 0, trusting.err);
  });

  it("ends without an error when nobody reads its output", async () => {
    const [command, ...before] = stage.host;
    const child = spawn(command, [...before, "get", `${stage.portal.origins.everyPage}/`, "--pin-stdin"], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (data) => {
      err += String(data);
    });
    child.stdout.destroy();
    child.stdin.end(`${DEMO_PIN}\n`);
    await once(child, "close");
    assert.deepEqual({ code: child.exitCode, err }, { code: 0, err: "" });
  });

  it("probe tells without a card whether a server asks for a certificate, and of which issuers", async () => {
    await stage.door.remove();
    const asks = await host(["probe", `${stage.portal.origins.identityProvider}/`]);
    assert.equal(asks.code, 0, asks.err);
    assert.match(asks.out, /asks for a certificate[^]*CN=Prova CA Cittadini/);
    assert.match((await host(["probe", stage.portal.serviceUrl])).out, /does not ask/);
    const { out } = await host(["probe", stage.portal.serviceUrl, "--json"]);
    assert.deepEqual(v.parse(v.looseObject({ asks: v.boolean() }), JSON.parse(out)).asks, false);
  });

  it("probe takes the proxy that a script of the desktop's settings names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "varco-desktop-"));
    try {
      const others = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name));
      const { code, err } = await run(stage.host, ["probe", `https://${HOST}/`], "", {
        ...Object.fromEntries(others),
        ...(await gnomeDesktop(folder, proxyScript("PROXY 127.0.0.1:1"))),
      });
      assert.equal(code, 1);
      assert.match(err, /^proxy\.unreachable: .*127\.0\.0\.1:1/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("rejects arguments that it does not understand", async () => {
    for (const args of [
      ["fly"],
      ["card", "--colour"],
      ["probe"],
      ["get", "a", "b", "--pin-stdin"],
      ["install", "--browser", "lynx"],
    ]) {
      const { code, err } = await host(args);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, /^usage: /);
    }
    assert.match((await host(["probe", "http://a.example/"])).err, /^server\.address/);
    assert.match((await host(["--help"])).out, /varco-host card/);
  });
});
