import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import type { CardCommand, CardPageView } from "../../../extension/card/view";
import { CERTIFICATE_FORMATS } from "../../../extension/pages/card/certificate-file";
import { connectCards } from "../../../extension/pages/card/connection";
import { interruption } from "../../../extension/pages/card/interruption";
import { issuerName } from "../../../extension/pages/card/issuer-name";
import { seenErrors } from "../../../extension/pages/card/seen-errors";
import { validityOf } from "../../../extension/pages/card/validity";
import { done, failed, insertedCard, problemView, reader, shown, working } from "../../screens/card-views";
import { error } from "../../screens/views";

const STARTING: CardPageView = { name: "starting" };

describe("The connection from a card page to the background", () => {
  /** Ports that the page has opened, as the background sees them. */
  function background() {
    const ports: { name: string; sent: CardCommand[]; say: (message: unknown) => void; end: () => void }[] = [];
    useFakeBrowser({
      runtime: {
        connect({ name }: { name: string }) {
          const listeners: { message: (message: unknown) => void; gone: () => void } = {
            message: () => {},
            gone: () => {},
          };
          const sent: CardCommand[] = [];
          ports.push({ name, sent, say: (message) => listeners.message(message), end: () => listeners.gone() });
          return {
            postMessage: (command: CardCommand) => void sent.push(command),
            onMessage: {
              addListener: (listener: (message: unknown) => void) => {
                listeners.message = listener;
              },
            },
            onDisconnect: {
              addListener: (listener: () => void) => {
                listeners.gone = listener;
              },
            },
          };
        },
      },
    });
    const views: CardPageView[] = [];
    const lost: number[] = [];
    const send = connectCards(
      (view) => void views.push(view),
      () => void lost.push(ports.length),
    );
    return { ports, views, lost, send };
  }

  it("says first that the page is there, then carries commands and views", () => {
    const { ports, views, send } = background();
    assert.deepEqual(
      ports.map(({ name, sent }) => [name, sent]),
      [["card", [{ type: "show" }]]],
    );
    ports[0]!.say(STARTING);
    for (const none of [null, "x", {}, { name: "login" }, { name: "toString" }]) ports[0]!.say(none);
    assert.deepEqual(views, [STARTING]);
    send({ type: "retry", visibly: true });
    assert.deepEqual(ports[0]!.sent.at(-1), { type: "retry", visibly: true });
  });

  it("is made again when the background was stopped, and sends no command twice", () => {
    const { ports, views, lost, send } = background();
    ports[0]!.say(STARTING);
    send({ type: "begin", work: "w", reader: "R", insertion: "i", order: { task: "test", codes: { pin: "12345" } } });
    ports[0]!.end();
    assert.deepEqual([lost.length, ports.length], [1, 2]);
    assert.deepEqual(ports[1]!.sent, [{ type: "show" }]);
    ports[1]!.say(shown(reader()));
    assert.equal(views.at(-1)?.name, "ready");
  });

  it("waits for the person if the background has never answered", () => {
    const { ports, send } = background();
    ports[0]!.end();
    assert.equal(ports.length, 1);
    send({ type: "retry", visibly: true });
    assert.deepEqual(ports[1]!.sent, [{ type: "show" }, { type: "retry", visibly: true }]);
  });
});

describe("What a card page remembers while it is open", () => {
  it("is which work the end of the host or of the background interrupted", () => {
    const busy = shown(reader(), reader(insertedCard(), working("change"), { name: "R2" }));
    const change = { task: "change", begun: true };
    assert.deepEqual(interruption(busy, null), change);
    assert.deepEqual(interruption(busy, { name: "failed", error: error("host.gone") }), change);
    assert.deepEqual(interruption(busy, STARTING), change);
    assert.equal(interruption(busy, shown(reader())), null);
    assert.equal(interruption(shown(reader(insertedCard(), done("change"))), null), null);
    assert.equal(interruption(STARTING, null), null);
  });

  it("and whether it had begun on the card: a work that was still waiting did nothing", () => {
    const waiting = reader(insertedCard(), working("change", "queue"));
    const gone: CardPageView = { name: "failed", error: error("host.gone") };
    assert.deepEqual(interruption(shown(waiting), gone), { task: "change", begun: false });
    for (const step of ["card", "keypad", "sign"] as const)
      assert.equal(interruption(shown(reader(insertedCard(), working("change", step))), gone)?.begun, true, step);
    // What the background heard last may not have come through.
    assert.deepEqual(interruption(shown(waiting), null), { task: "change", begun: true });
    const both = shown(waiting, reader(insertedCard(), working("unblock"), { name: "R2" }));
    assert.deepEqual(interruption(both, gone), { task: "unblock", begun: true }, "the worse of two");
  });

  it("is each error once, as long as it lasts, the latest last, ten at most", () => {
    const wrong = (triesLeft: number) => shown(reader(insertedCard(), failed("change", "pin.wrong", { triesLeft })));
    const views: CardPageView[] = [
      STARTING,
      problemView("reader.none"),
      problemView("reader.none"),
      wrong(2),
      wrong(2),
      shown(reader(insertedCard({ details: { state: "failed", error: error("card.busy") } }))),
      shown(reader({ status: "unusable", error: error("card.mute") })),
      { name: "failed", error: error("host.gone") },
      problemView("reader.none"),
    ];
    const seen = views
      .slice(1)
      .reduce<{ errors: readonly ReturnType<typeof error>[]; before: CardPageView }>(
        ({ errors, before }, view) => ({ errors: seenErrors(errors, before, view), before: view }),
        { errors: [], before: views[0]! },
      );
    assert.deepEqual(
      seen.errors.map(({ code }) => code),
      ["reader.none", "pin.wrong", "card.busy", "card.mute", "host.gone", "reader.none"],
    );
    const many = Array.from({ length: 12 }, (_, at) => error("pin.wrong", { triesLeft: at }));
    assert.equal(seenErrors(many, STARTING, problemView("reader.none")).length, 10);
  });
});

describe("What a card page makes of a certificate", () => {
  const DER = Uint8Array.from({ length: 100 }, (_, at) => (at * 7) % 256);
  const base64 = Buffer.from(DER).toString("base64");

  it("is a file with its bytes, or with lines of 64 characters, named without the person", () => {
    const { cer, pem } = CERTIFICATE_FORMATS;
    assert.deepEqual(cer.content(base64), DER);
    const lines = pem.content(base64).split("\n");
    assert.deepEqual(
      [lines[0], lines.at(-2), lines.at(-1)],
      ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", ""],
    );
    assert.equal(Math.max(...lines.slice(1, -2).map(({ length }) => length)), 64);
    assert.equal(lines.slice(1, -2).join(""), base64);
    assert.deepEqual([cer.fileName, pem.fileName], ["cns-certificate.cer", "cns-certificate.pem"]);
  });

  it("is the name of its issuer as people read it", () => {
    assert.equal(
      issuerName("C=IT\nO=Actalis S.p.A.\nOU=Servizi di certificazione\nCN=Regione - CA Cittadini"),
      "Actalis S.p.A., Regione - CA Cittadini",
    );
    assert.equal(issuerName("C=IT\nOU=Ufficio\nCN=CA"), "Ufficio, CA");
    assert.equal(issuerName("CN=Solo CA"), "Solo CA");
    assert.equal(issuerName("O=Uno\\, due\nCN=Uno\\, due"), "Uno, due");
    assert.equal(issuerName("C=IT\nL=Trento"), "C=IT, L=Trento");
  });

  it("is how long it is valid, in days as a calendar counts them", () => {
    const at = (notAfter: string, now: string, notBefore = "2020-01-01T00:00:00") =>
      validityOf({ notBefore, notAfter }, new Date(now));
    assert.deepEqual(at("2026-03-01T00:10:00", "2026-02-28T23:50:00"), { state: "soon", days: 1 });
    assert.deepEqual(at("2026-03-01T23:50:00", "2026-03-01T00:10:00"), { state: "soon", days: 0 });
    assert.deepEqual(
      at("2026-03-30T12:00:00", "2026-03-28T12:00:00"),
      { state: "soon", days: 2 },
      "a day of 23 hours is a day",
    );
    assert.deepEqual(at("2026-03-02T00:00:00", "2026-01-01T00:00:00"), { state: "soon", days: 60 });
    assert.deepEqual(at("2026-03-03T00:00:00", "2026-01-01T00:00:00"), { state: "valid", months: 2 });
    assert.deepEqual(at("2026-01-01T00:00:00", "2026-01-01T00:00:01"), { state: "expired" });
    assert.deepEqual(at("2026-01-01T00:00:00", "2019-01-01T00:00:00"), { state: "not-yet-valid" });
    assert.equal(at("soon", "2019-01-01T00:00:00"), null);
  });
});
