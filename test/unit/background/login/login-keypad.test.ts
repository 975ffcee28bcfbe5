import assert from "node:assert/strict";
import { VarcoError, type ErrorCode, type ErrorDetails } from "../../../../shared/errors";
import { FakeHost, until, type Handlers } from "../fake-host";
import { loginWith, ORIGIN } from "../fake-tab";

const READER = "Reader 0";
const submit = { type: "submit", reader: READER, insertion: 1, pin: null, remember: false } as const;

/** Handlers of a host whose reader has a keypad, before a portal that sends the person back at once. */
function keypad(handlers: Handlers = {}): Handlers {
  return {
    openLogin: (_, work) => {
      work.progress("keypad");
      work.progress("sign");
      return { login: 7 };
    },
    relay: () => ({ status: 302, headers: [["Location", "https://servizi.example/ritorno"]], bodyLength: 0 }),
    ...handlers,
  };
}

async function submitted(host: FakeHost) {
  const tools = loginWith(host);
  tools.login.begin();
  await until(() => tools.phase() === "ready");
  tools.login.take(submit);
  return tools;
}

describe("login at a reader with a keypad", () => {
  it("gives the host no PIN, and shows when the person types on the reader", async () => {
    const host = new FakeHost(keypad());
    const { phases, phase, tab } = await submitted(host);
    await until(() => phase() === "done");
    assert.deepEqual(
      phases.filter(({ name }) => name === "working"),
      ["queue", "keypad", "sign", "answer"].map((step) => ({ name: "working", step })),
    );
    assert.deepEqual(tab.done, ["go https://servizi.example/ritorno"]);
    assert.deepEqual(
      host.received.filter(({ kind }) => kind === "pinAnswer"),
      [],
    );
  });

  it("refuses the PIN to a host that asks for it nevertheless", async () => {
    const answers: (string | null)[] = [];
    const host = new FakeHost({
      openLogin: async ({ origin, reader }, work) => {
        answers.push(await work.askPin({ origin, reader }));
        throw new VarcoError("pin.cancelled");
      },
    });
    const { phase } = await submitted(host);
    await until(() => answers.length === 1 && phase() === "ready");
    assert.deepEqual(answers, [null]);
  });

  const REFUSALS: [ErrorCode, ErrorDetails][] = [
    ["keypad.cancelled", {}],
    ["keypad.timeout", {}],
    ["pin.wrong", { triesLeft: 2 }],
    ["pin.blocked", {}],
  ];
  for (const [code, details] of REFUSALS) {
    it(`stays open after ${code}, asks the host for nothing by itself, and may start again`, async () => {
      const host = new FakeHost(
        keypad({
          openLogin: () => {
            throw new VarcoError(code, details);
          },
        }),
      );
      const { login, phase } = await submitted(host);
      await until(() => phase() === "ready");
      assert.deepEqual(login.view.phase, { name: "ready", issuers: ["CN=Test CA"], refused: { code, details } });
      assert.equal(host.requests("openLogin").length, 1);
      Object.assign(host.handlers, keypad());
      login.take(submit);
      await until(() => phase() === "done");
      assert.equal(host.requests("openLogin").length, 2);
    });
  }

  it("says why the PIN is to be typed a second time, and has no field for it", async () => {
    const host = new FakeHost(
      keypad({
        relay: (_, work) => {
          work.progress("keypad");
          work.progress("sign");
          return { status: 302, headers: [["Location", "https://servizi.example/ritorno"]], bodyLength: 0 };
        },
      }),
    );
    const { phases, phase } = await submitted(host);
    await until(() => phase() === "done");
    const because = { code: "server.signature-again", details: { host: new URL(ORIGIN).host } };
    assert.deepEqual(
      phases.filter((one) => one.name === "working" && one.step === "keypad"),
      [
        { name: "working", step: "keypad" },
        { name: "working", step: "keypad", because },
      ],
    );
    assert.equal(phases.filter(({ name }) => name === "ready").length, 1);
  });

  it("stays open when the person cancels the second PIN on the reader", async () => {
    const host = new FakeHost(
      keypad({
        relay: (_, work) => {
          work.progress("keypad");
          throw new VarcoError("keypad.cancelled");
        },
      }),
    );
    const { login, phase } = await submitted(host);
    await until(() => phase() === "ready");
    assert.equal(login.view.phase.name === "ready" && login.view.phase.refused?.code, "keypad.cancelled");
    await until(() => host.requests("closeLogin").length === 1);
  });
});
