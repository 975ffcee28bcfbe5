import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processes, wordsOf } from "../../../devkit/processes";
import { until } from "../../../devkit/until";
import type { LoginCard } from "../../../native-host/card/login-card";
import { VerifiedCard } from "../../../native-host/relay/verified-card";
import { toVarcoError } from "../../../shared/errors";
import { HostileModule } from "./hostile-module";

/** Every call of a login, up to the signature. */
const CALLS = [
  "C_GetFunctionList",
  "C_Initialize",
  "C_GetInfo",
  "C_GetSlotList",
  "C_GetSlotInfo",
  "C_GetTokenInfo",
  "C_OpenSession",
  "C_FindObjectsInit",
  "C_FindObjects",
  "C_FindObjectsFinal",
  "C_GetAttributeValue",
  "C_CloseSession",
  "C_Login",
  "C_GetMechanismList",
  "C_SignInit",
  "C_Sign",
] as const;
/** Those at the end, when the host has its signature. */
const LAST_CALLS = ["C_Logout", "C_Finalize"] as const;

const BLOCK = new Uint8Array(256);

describe("A PKCS#11 module that misbehaves", function suite() {
  this.timeout(120_000);
  let hostile: HostileModule;
  before(async () => {
    hostile = await HostileModule.compile();
  });
  after(() => hostile.remove());

  /** Logs in as far as the module lets one: how it ended. */
  const login = async (misdeed: string, work: (card: LoginCard) => Promise<unknown> = signWithPin) => {
    const token = await hostile.open(misdeed);
    try {
      const [reader] = token.readers.state().readers;
      if (!reader) return "no token";
      await token.desk.operate(reader.name, work);
      return "done";
    } catch (thrown) {
      return toVarcoError(thrown).code;
    } finally {
      await token.close();
    }
  };
  const signWithPin = async (card: LoginCard) => {
    await card.triesLeft();
    await card.verifyPin(Buffer.from("12345"));
    await card.rawRsa(BLOCK);
  };
  /** Some at a time: most of the time nobody computes. */
  const each = async <T>(all: readonly T[], act: (one: T) => Promise<void>) => {
    const left = [...all];
    const take = async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
    };
    await Promise.all([take(), take(), take(), take()]);
  };
  const leaveNoProcess = () =>
    until("the end of the module's processes", async () =>
      processes().every((pid) => !wordsOf(pid, "cmdline").includes(hostile.module.file)),
    );

  it("logs in where it behaves", async () => {
    assert.equal(await login("nothing"), "done");
  });

  it("ends with an error that names it when the module crashes, whatever the call", async () => {
    await each(CALLS, async (call) => assert.equal(await login(`crash:${call}`), "token.crashed", call));
    await each(LAST_CALLS, async (call) => assert.equal(await login(`crash:${call}`), "done", call));
    await each(["C_GetSlotList", "C_Sign"], async (call) =>
      assert.equal(await login(`exit:${call}`), "token.crashed", `${call}, as if all were well`),
    );
    await leaveNoProcess();
  });

  it("ends with an error in time when the module hangs, whatever the call, and leaves no process behind", async () => {
    await each(CALLS, async (call) => assert.equal(await login(`hang:${call}`), "token.silent", call));
    await each(LAST_CALLS, async (call) => assert.equal(await login(`hang:${call}`), "done", call));
    await leaveNoProcess();
  });

  it("ends with an error of the list when the module fails, whatever the call", async () => {
    await each(CALLS, async (call) => {
      const ended = await login(`fail:${call}`);
      assert.ok(["token.refused", "token.module", "no token"].includes(ended), `${call}: ${ended}`);
    });
  });

  it("survives lengths that are not true, garbage, floods, and noise in its pipe", async () => {
    const ends = {
      "lengths:C_GetSlotList": "token.refused",
      "lengths:C_GetSlotList, second": "token.refused",
      // A token that says nothing of its PINs takes any.
      "lengths:C_GetTokenInfo": "done",
      "lengths:C_FindObjects": "no token",
      "lengths:C_GetAttributeValue": "no token",
      "lengths:C_GetMechanismList": "token.refused",
      "lengths:C_Sign": "token.refused",
      untold: "no token",
      garbage: "no token",
      slots: "token.refused",
      flood: "done",
      pipe: "token.crashed",
      chatter: "done",
    } as const satisfies Record<string, string>;
    await each(Object.entries(ends), async ([misdeed, expected]: readonly [string, string]) =>
      assert.equal(await login(misdeed), expected, misdeed),
    );
    await leaveNoProcess();
  });

  it("ends with an error where its list lacks a function, whatever the call, or there is no list", async () => {
    await each(CALLS.slice(1), async (call) => {
      const ended = await login(`null:${call}`);
      assert.ok(["token.refused", "no token"].includes(ended), `${call}: ${ended}`);
    });
    await each(LAST_CALLS, async (call) => assert.equal(await login(`null:${call}`), "done", call));
    assert.equal(await login("empty"), "token.refused");
    await leaveNoProcess();
  });

  it("may name slot, session and objects by numbers of 64 bits, of which none is lost", async () => {
    assert.equal(await login("wide"), "done");
  });

  it("has as much of the stack as in a program of its own", async () => {
    assert.equal(await login("stack"), "done");
  });

  it("gets no more memory than any module needs, and nobody else can read what it has", async () => {
    assert.equal(await login("memory"), "token.refused");
    assert.equal(await login("dumpable"), "done");
  });

  it("runs in a process that takes no orders from the environment", async () => {
    const marker = join(tmpdir(), `varco-order-${process.pid}`);
    const order = `data:text/javascript,import{writeFileSync}from"node:fs";writeFileSync(${JSON.stringify(marker)},"")`;
    process.env["NODE_OPTIONS"] = `--import=${encodeURI(order)}`;
    try {
      assert.equal(await login("nothing"), "done");
      assert.equal(existsSync(marker), false, "the order was carried out");
    } finally {
      delete process.env["NODE_OPTIONS"];
      rmSync(marker, { force: true });
    }
  });

  it("has its token shown without control and bidi characters", async () => {
    const token = await hostile.open("nothing");
    assert.deepEqual(
      token.readers.state().readers.map(({ name }) => name),
      ["Hostile[31m key 1 (hostile.so)"],
    );
    await token.close();
  });

  it("tells from its token's flags that the PIN is blocked, or that one try is left", async () => {
    const tries = async (misdeed: string) => {
      const token = await hostile.open(misdeed);
      const [reader] = token.readers.state().readers;
      const { pin } = await token.monitor().card(reader!.name);
      await token.close();
      return pin;
    };
    assert.deepEqual(await tries("locked"), { triesLeft: 0, blocked: true });
    assert.deepEqual(await tries("final"), { triesLeft: 1, blocked: false });
    assert.deepEqual(await tries("nothing"), { triesLeft: null, blocked: false });
  });

  it("gets no PIN of another length than its token says, nor one where the person types on the token", async () => {
    assert.equal(await login("nothing", (card) => card.verifyPin(Buffer.from("123456789"))), "token.pin-format");
    assert.equal(await login("nothing", (card) => card.verifyPinByKeypad()), "keypad.failed");
    const token = await hostile.open("keypad");
    const [reader] = token.readers.state().readers;
    assert.equal(reader?.keypad, true);
    await token.desk.operate(reader.name, (card) => card.verifyPinByKeypad());
    await token.close();
  });

  it("gets null pointers, not empty codes, where the person types on the token: for a login and a new PIN", async () => {
    assert.equal(await login("keypad", (card) => card.verifyPinByKeypad()), "done");
    assert.equal(await login("keypad", (card) => card.changePinByKeypad()), "done");
    assert.equal(await login("keypad", (card) => card.verifyPin(Buffer.from("12345"))), "token.pin-format");
    assert.equal(await login("nothing", (card) => card.changePinByKeypad()), "keypad.failed");
  });

  const looks = (calls: readonly string[]) => calls.filter((call) => call === "C_GetTokenInfo").length;

  it("is asked again and again whether its token is there, and for nothing else while that is the same", async () => {
    const token = await hostile.open("nothing", { poll: 20 });
    const first = token.calls().length;
    await until("ten looks", async () => looks(token.calls()) > 10);
    await token.close();
    assert.deepEqual([...new Set(token.calls().slice(first))].sort(), [
      "C_Finalize",
      "C_GetSlotList",
      "C_GetTokenInfo",
    ]);
  });

  it("is not asked while somebody types on the token, whose process ends by itself", async () => {
    const token = await hostile.open("slow-keypad", { poll: 20 });
    const [reader] = token.readers.state().readers;
    await token.desk.operate(reader!.name, async (card) => card.verifyPinByKeypad());
    const before = looks(token.calls());
    await until("a look after that", async () => looks(token.calls()) > before);
    await token.close();
    const calls = token.calls();
    assert.deepEqual(calls.slice(calls.indexOf("C_Login"), calls.indexOf("typed") + 1), ["C_Login", "typed"]);
    assert.ok(calls.includes("C_Logout"));
  });

  it("fails beside another one of its maker: each has its place, and is said once, not at each look", async () => {
    const written: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (line) => written.push(String(line)) > 0;
    const token = await hostile.open("fail:C_GetSlotList", { poll: 10, named: [hostile.module, hostile.twin()] });
    let news = 0;
    token.readers.watch(() => news++);
    const failures = () => token.calls().filter((call) => call === "C_GetSlotList").length;
    await until("four looks at both", async () => failures() >= 8).finally(() => {
      process.stderr.write = write;
    });
    assert.deepEqual(
      token.readers
        .state()
        .readers.map(({ name }) => name)
        .sort(),
      ["hostile.so (hostile.so)", "hostile.so (twin.so)"],
    );
    await token.close();
    assert.equal(news, 0);
    assert.equal(written.filter((line) => line.includes("token.refused")).length, 2, written.join(""));
  });

  it("keeps its login between a PIN that was typed on its token and the signature", async () => {
    const token = await hostile.open("keypad");
    const [reader] = token.readers.state().readers;
    const verified = await VerifiedCard.take(
      (work) => token.desk.operate(reader!.name, work),
      (card) => card.verifyPinByKeypad().then(() => true),
      { signal: new AbortController().signal, patience: 60_000 },
    );
    assert.equal((await verified!.sign(Buffer.alloc(256, 1))).length, 256);
    await token.close();
  });

  it("leaves nobody certain of the PIN when it is lost while it changes one", async () => {
    const change = (card: LoginCard) => card.changePin(Buffer.from("12345"), Buffer.from("86420"));
    assert.equal(await login("crash:C_SetPIN", change), "pin.unknown");
    assert.equal(await login("hang:C_SetPIN", change), "pin.unknown");
    assert.equal(await login("nothing", change), "done");
  });
});
