import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  COOKIES_TO_IGNORE,
  COOKIES_TO_KEEP,
  HOSTILE,
  HOSTILE_PAGES,
  startHostilePage,
  type HostileName,
  type HostileServer,
} from "../../../devkit/portal/hostile";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import type { ErrorCode } from "../../../shared/errors";
import { toVarcoError } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import type { RequestResult } from "../../../shared/messages";
import { Peer } from "./peer";

const MEGABYTES = 1024;
const reader = VIRTUAL_READER_NAME;
const originOf = ({ url }: HostileServer) => new URL(url).origin;
const names = Object.keys(HOSTILE).filter((name): name is HostileName => Object.hasOwn(HOSTILE, name));

/** Servers that stay silent as long as a server may. They are tested together, beside the others. */
const SILENT = ["mute", "silent"] as const;
/** Servers that the probe finds out already. A login meets them all the same. */
const UNSAFE = [
  "tls-1.0",
  "tls-1.1",
  "wrong-name",
  "expired",
  "not-yet-valid",
  "self-signed",
  "untrusted",
  "plain-http",
  "hangs-up",
] as const;
/** Answers that the host passes on, for the extension to judge. */
const PASSED_ON: Readonly<Partial<Record<HostileName, number>>> = {
  "endless-redirects": 302,
  "redirect-to-itself": 302,
  "endless-repeats": 307,
  "redirect-to-http": 302,
  "redirect-to-script": 302,
  "redirect-to-file": 302,
  "redirect-to-data": 302,
  "redirect-nowhere": 302,
  "redirect-to-nonsense": 302,
  failing: 500,
  "foreign-cookies": 200,
  "many-cookies": 200,
};
const APART: readonly HostileName[] = [
  ...SILENT,
  ...UNSAFE,
  "not-asking",
  "foreign-issuers",
  "refusing-by-alert-tls-1.2",
  "refusing-by-alert-tls-1.3",
];

describe("The host and a server that misbehaves", function suite() {
  this.timeout(LIMITS.serverSilence + 20_000);
  let stage: Stage;
  let peer: Peer;
  const servers: HostileServer[] = [];
  /** How each silent server ended: the code, and the time in milliseconds. */
  let silent: Promise<{ name: string; code: string; after: number }[]>;

  before(async () => {
    stage = await openStage();
    peer = new Peer(stage.host);
    peer.pin = () => DEMO_PIN;
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    const [mute, never] = await Promise.all(SILENT.map((name) => start(name)));
    // Their signatures come first, because later tests count the card's.
    const { login } = await openLogin(never!);
    silent = Promise.all([
      timed("probe of mute", peer.request("probe", { url: mute!.url })),
      timed("login at mute", openLogin(mute!)),
      timed("request to silent", relay(login, never!.url)),
    ]);
  });
  after(async () => {
    await peer.close();
    for (const server of servers) await server.close();
    await stage.close();
  });

  async function start(name: HostileName): Promise<HostileServer> {
    const server = await HOSTILE[name].start(stage.pki);
    servers.push(server);
    return server;
  }
  const openLogin = (server: HostileServer) => peer.openLogin({ origin: originOf(server), reader }).result;
  async function relay(login: number, url: string): Promise<{ result: RequestResult<"relay">; body: Buffer }> {
    const { id, result } = peer.start("relay", { login, method: "GET", url, headers: [], bodyLength: 0 });
    return { result: await result, body: peer.body(id) };
  }
  /** One whole login. Returns the server's answer. */
  async function visit(server: HostileServer) {
    const { login } = await openLogin(server);
    try {
      return await relay(login, server.url);
    } finally {
      await peer.request("closeLogin", { login });
      peer.messages.splice(0, Infinity, ...peer.messages.filter(({ kind }) => kind === "cards"));
    }
  }
  async function timed(name: string, work: Promise<unknown>): Promise<{ name: string; code: string; after: number }> {
    const began = performance.now();
    const code = await work.then(
      () => "nothing wrong",
      (thrown: unknown) => toVarcoError(thrown).code,
    );
    return { name, code, after: performance.now() - began };
  }
  /** Resident memory at its highest, in MB. */
  const memory = () =>
    Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${peer.child.pid}/status`, "utf8"))?.[1]) / MEGABYTES;

  for (const name of UNSAFE) {
    const { what, expected } = HOSTILE[name];
    it(`that ${what} gets ${expected}, neither certificate nor signature (${name})`, async () => {
      const server = await start(name);
      await assert.rejects(peer.request("probe", { url: server.url }), { code: expected });
      stage.card.clearTrace();
      await assert.rejects(openLogin(server), { code: expected });
      assert.equal(stage.card.counters.apdus, 0);
      assert.deepEqual(
        { ...server.seen, connections: 0 },
        { connections: 0, handshakes: 0, certificates: 0, requests: [] },
      );
    });
  }

  it("that does not ask for a certificate is found out by a probe", async () => {
    const server = await start("not-asking");
    assert.equal((await peer.request("probe", { url: server.url })).asks, false);
    assert.equal(server.seen.certificates, 0);
  });

  it("that takes only other cards is found out by a probe, and refuses this card", async () => {
    const server = await start("foreign-issuers");
    const { asks, issuers } = await peer.request("probe", { url: server.url });
    const [card] = (await peer.cards(({ readers }) => readers[0]?.card?.status === "ready")).readers.map(
      ({ card }) => card,
    );
    assert(card?.status === "ready");
    assert.equal(asks, true);
    assert.equal(issuers.length, 1);
    assert(!issuers.includes(card.certificate.issuer));
    await assert.rejects(visit(server), { code: "server.certificate-refused" });
  });

  for (const name of ["refusing-by-alert-tls-1.2", "refusing-by-alert-tls-1.3"] as const) {
    it(`that ${HOSTILE[name].what} is said to refuse it`, async () => {
      await assert.rejects(visit(await start(name)), { code: "server.certificate-refused" });
    });
  }

  for (const name of names) {
    const { what, expected } = HOSTILE[name];
    if (APART.includes(name)) continue;
    const status = PASSED_ON[name];
    const outcome = status === undefined ? `gets ${expected}` : "is for the extension to judge";
    it(`that ${what} ${outcome} (${name})`, async () => {
      const server = await start(name);
      assert.equal((await peer.request("probe", { url: server.url })).asks, true);
      if (status === undefined) await assert.rejects(visit(server), { code: expected satisfies ErrorCode | null });
      else assert.equal((await visit(server)).result.status, status);
      assert.equal(server.seen.certificates > 0, true);
    });
  }

  it("that sets cookies: the host passes on all of them, one field each, in order", async () => {
    const { result } = await visit(await start("foreign-cookies"));
    const fields = result.headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value);
    assert.deepEqual(fields, [...COOKIES_TO_IGNORE, ...COOKIES_TO_KEEP]);
  });

  it("that sends an odd page: the host passes on its bytes unchanged", async () => {
    for (const name of ["empty", "not-utf-8", "form-5-megabytes"] as const) {
      const server = await startHostilePage(stage.pki, name);
      servers.push(server);
      assert.deepEqual(
        (await visit(server)).body,
        Buffer.from(HOSTILE_PAGES[name].body("https://servizi.example/acs")),
      );
    }
  });

  it("that sends without end, several times, does not fill the memory", async () => {
    const server = await start("too-large-in-chunks");
    const zipped = await start("too-large-unzipped");
    for (let round = 0; round < 4; round += 1) {
      for (const one of [server, zipped]) await assert.rejects(visit(one), { code: "server.answer-too-large" });
    }
    assert(memory() < 320, `${memory()} MB`);
  });

  it("that is silent gets the allowed time and no more", async () => {
    const ended = await silent;
    assert.deepEqual(
      ended.map(({ name, code }) => [name, code]),
      ended.map(({ name }) => [name, "server.timeout"]),
    );
    for (const { name, after } of ended)
      assert(after > LIMITS.serverSilence - 1000 && after < LIMITS.serverSilence + 10_000, `${name}: ${after} ms`);
  });

  it("does not harm the next login of the same host", async () => {
    const origin = stage.portal.origins.identityProvider;
    const { login } = await peer.openLogin({ origin, reader }).result;
    assert.equal((await relay(login, `${origin}/nowhere`)).result.status, 404);
    assert.equal(peer.child.exitCode, null);
    assert.equal(stage.card.pinTriesLeft, 3);
    assert.doesNotMatch(peer.log, /internal/);
  });
});
