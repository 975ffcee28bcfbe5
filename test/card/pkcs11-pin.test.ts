import assert from "node:assert/strict";
import { INVENTED_PIN, inventedCard, type VirtualCard } from "../../devkit/card/index";
import { NoCardLock } from "../../native-host/cards/card-lock";
import { CKM, CKS, CKU } from "../../native-host/pkcs11/constants";
import { VarcoError } from "../../shared/errors";
import { InsertedReaders } from "./inserted-readers";
import { answers, insertedToken, issue, pin, READER, tokenOn, type TokenStage } from "./pkcs11-stage";

const NEW_PIN = "13579";
const RSA = { type: CKM.RSA_PKCS };
const DIGEST = new Uint8Array(32);

/** VERIFY commands that carried a PIN. */
const verifications = ({ trace }: VirtualCard): number =>
  trace.filter(({ command }) => command.startsWith("0020001008")).length;

const state = async ({ token }: TokenStage, session: number): Promise<number> =>
  (await token.getSessionInfo(session)).state;

describe("a login with the token", () => {
  it("verifies the PIN once, with the card, and releases the card", async () => {
    const { token, session, card, readers } = await insertedToken();
    const handle = await session();
    const { resets } = card.counters;
    await token.login(handle, CKU.USER, pin(INVENTED_PIN));
    assert.equal(verifications(card), 1);
    assert.equal(readers.held, 0);
    assert.equal(card.counters.resets, resets + 1);
    assert.ok(!card.pinVerified);
  });

  it("holds for all sessions of its card, by their kind, and for no other card", async () => {
    const stage = await insertedToken();
    const { token, session, readers, slot } = stage;
    readers.plug("Another reader");
    readers.insert("Another reader", inventedCard(await issue()));
    const elsewhere = await session({ slot: await slot("Another reader") });
    const [reading, writing] = [await session(), await session({ readWrite: true })];
    assert.deepEqual(
      [await state(stage, reading), await state(stage, writing)],
      [CKS.RO_PUBLIC_SESSION, CKS.RW_PUBLIC_SESSION],
    );
    await token.login(reading, CKU.USER, pin(INVENTED_PIN));
    assert.deepEqual(
      [await state(stage, reading), await state(stage, writing)],
      [CKS.RO_USER_FUNCTIONS, CKS.RW_USER_FUNCTIONS],
    );
    assert.equal(await state(stage, await session()), CKS.RO_USER_FUNCTIONS);
    assert.equal(await state(stage, elsewhere), CKS.RO_PUBLIC_SESSION);
    await assert.rejects(token.login(writing, CKU.USER, pin(INVENTED_PIN)), answers("USER_ALREADY_LOGGED_IN"));
    await token.logout(writing);
    assert.deepEqual(
      [await state(stage, reading), await state(stage, writing)],
      [CKS.RO_PUBLIC_SESSION, CKS.RW_PUBLIC_SESSION],
    );
    await assert.rejects(token.logout(reading), answers("USER_NOT_LOGGED_IN"));
  });

  it("with three wrong PINs spends three tries, and no more", async () => {
    const stage = await insertedToken();
    const { token, session, card } = stage;
    const handle = await session();
    for (const [wrong, left, answer] of [
      ["00000", 2, "PIN_INCORRECT"],
      ["00000", 1, "PIN_INCORRECT"],
      ["00001", 0, "PIN_LOCKED"],
    ] as const) {
      await assert.rejects(token.login(handle, CKU.USER, pin(wrong)), answers(answer));
      assert.equal(card.pinTriesLeft, left);
      await assert.rejects(stage.sign(handle, RSA, DIGEST));
      assert.equal(await state(stage, handle), CKS.RO_PUBLIC_SESSION);
      assert.equal(card.pinTriesLeft, left);
    }
    assert.equal(verifications(card), 3);
    await assert.rejects(token.login(handle, CKU.USER, pin(INVENTED_PIN)), answers("PIN_LOCKED"));
  });

  it("with what is no PIN spends no try, and is answered like a wrong one so that programs ask again", async () => {
    const { token, session, card, readers } = await insertedToken();
    const handle = await session();
    const { connections } = readers;
    for (const digits of ["", "1234", "123456789", "1234a", "12345\0", "1234 "]) {
      await assert.rejects(token.login(handle, CKU.USER, pin(digits)), answers("PIN_INCORRECT"), digits);
    }
    assert.equal(readers.connections, connections);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("is for the holder alone", async () => {
    const { token, session, card } = await insertedToken();
    const handle = await session();
    await assert.rejects(token.login(handle, CKU.SO, pin("13246578")), answers("USER_TYPE_INVALID"));
    await assert.rejects(
      token.login(handle, CKU.CONTEXT_SPECIFIC, pin(INVENTED_PIN)),
      answers("OPERATION_NOT_INITIALIZED"),
    );
    await assert.rejects(token.login(handle, 7, pin(INVENTED_PIN)), answers("USER_TYPE_INVALID"));
    await assert.rejects(token.login(handle, CKU.USER, null), answers("ARGUMENTS_BAD"));
    await assert.rejects(token.login(handle + 1, CKU.USER, pin(INVENTED_PIN)), answers("SESSION_HANDLE_INVALID"));
    assert.equal(verifications(card), 0);
  });

  it("sends no PIN that was given before another one was refused: it may be the same", async () => {
    const { token, session, card } = await insertedToken();
    const [one, other] = [await session(), await session()];
    const both = [token.login(one, CKU.USER, pin("00000")), token.login(other, CKU.USER, pin("00000"))];
    for (const login of both) await assert.rejects(login, answers("PIN_INCORRECT"));
    assert.equal(card.pinTriesLeft, 2);
  });

  it("twice at the same time verifies once", async () => {
    const { token, session, card } = await insertedToken();
    const handle = await session();
    const [first, second] = [
      token.login(handle, CKU.USER, pin(INVENTED_PIN)),
      token.login(handle, CKU.USER, pin(INVENTED_PIN)),
    ];
    await first;
    await assert.rejects(second, answers("USER_ALREADY_LOGGED_IN"));
    assert.equal(verifications(card), 1);
  });

  for (const [code, answer] of [
    ["card.busy", "FUNCTION_FAILED"],
    ["card.mute", "DEVICE_ERROR"],
    ["reader.gone", "DEVICE_REMOVED"],
    ["card.none", "DEVICE_REMOVED"],
  ] as const) {
    it(`that cannot have the card (${code}) fails with ${answer}, and spends nothing`, async () => {
      const stage = await insertedToken();
      const handle = await stage.session();
      stage.readers.refuse = new VarcoError(code);
      await assert.rejects(stage.token.login(handle, CKU.USER, pin(INVENTED_PIN)), answers(answer));
      assert.equal(await state(stage, handle), CKS.RO_PUBLIC_SESSION);
      stage.readers.refuse = null;
      await stage.token.login(handle, CKU.USER, pin(INVENTED_PIN));
    });
  }
});

describe("the PIN of a login", () => {
  it("is verified anew for each signature, in the same hold of the card, and the card is reset after it", async () => {
    const { session, sign, card, readers } = await insertedToken();
    const handle = await session({ login: true });
    const { connections } = readers;
    const { resets } = card.counters;
    for (let signatures = 1; signatures <= 3; signatures++) {
      await sign(handle, RSA, DIGEST);
      assert.equal(verifications(card), 1 + signatures);
      assert.equal(readers.connections, connections + signatures);
      assert.equal(card.counters.resets, resets + signatures);
      assert.ok(!card.pinVerified);
    }
  });

  it("is forgotten by logging out", async () => {
    const { token, session, find, card, timers } = await insertedToken();
    const handle = await session({ login: true });
    const [key = 0] = await find(handle, "PRIVATE_KEY");
    await token.signInit(handle, RSA, key);
    await token.logout(handle);
    await assert.rejects(token.sign(handle, DIGEST), answers("USER_NOT_LOGGED_IN"));
    await assert.rejects(token.signInit(handle, RSA, key), answers("USER_NOT_LOGGED_IN"));
    assert.equal(verifications(card), 1);
    assert.deepEqual(timers.running, []);
  });

  it("is forgotten after ten minutes without use, and not before", async () => {
    const stage = await insertedToken();
    const { session, sign, token, timers, card } = stage;
    const handle = await session({ login: true });
    assert.deepEqual(timers.running, [600_000]);
    await sign(handle, RSA, DIGEST);
    assert.deepEqual(timers.running, [600_000], "one timer, begun anew");
    const [key = 0] = await stage.find(handle, "PRIVATE_KEY");
    timers.runOut();
    assert.equal(await state(stage, handle), CKS.RO_PUBLIC_SESSION);
    await assert.rejects(token.signInit(handle, RSA, key), answers("USER_NOT_LOGGED_IN"));
    await token.login(handle, CKU.USER, pin(INVENTED_PIN));
    await sign(handle, RSA, DIGEST);
    assert.equal(verifications(card), 4);
  });

  it("is forgotten when the last session closes, one by one or all together", async () => {
    const stage = await insertedToken();
    const { token, session } = stage;
    const [one, other] = [await session({ login: true }), await session()];
    await token.closeSession(one);
    assert.equal(await state(stage, other), CKS.RO_USER_FUNCTIONS);
    await token.closeSession(other);
    const later = await session();
    assert.equal(await state(stage, later), CKS.RO_PUBLIC_SESSION);
    await token.login(later, CKU.USER, pin(INVENTED_PIN));
    await token.closeAllSessions(await stage.slot());
    await assert.rejects(token.getSessionInfo(later), answers("SESSION_HANDLE_INVALID"));
    assert.equal(await state(stage, await session()), CKS.RO_PUBLIC_SESSION);
    assert.deepEqual(stage.timers.running, []);
  });

  it("is not kept by a login whose session closed meanwhile", async () => {
    const stage = await insertedToken();
    const handle = await stage.session();
    const login = stage.token.login(handle, CKU.USER, pin(INVENTED_PIN));
    await stage.token.closeSession(handle);
    await login;
    assert.equal(await state(stage, await stage.session()), CKS.RO_PUBLIC_SESSION);
    assert.deepEqual(stage.timers.running, []);
  });

  it("is forgotten with the end of the client, also in the middle of a login", async () => {
    const stage = await insertedToken();
    await stage.token.initialize();
    const handle = await stage.session({ login: true });
    await stage.token.finalize();
    await assert.rejects(stage.token.getSessionInfo(handle), answers("SESSION_HANDLE_INVALID"));
    assert.deepEqual(stage.timers.running, []);
    await stage.token.initialize();
    const login = stage.token.login(await stage.session(), CKU.USER, pin(INVENTED_PIN));
    await stage.token.finalize();
    await assert.rejects(login, answers("DEVICE_REMOVED"));
    assert.equal(await state(stage, await stage.session()), CKS.RO_PUBLIC_SESSION);
    assert.deepEqual(stage.timers.running, []);
  });

  it("is never sent again once it was refused", async () => {
    const stage = await insertedToken();
    const { token, session, sign, card } = stage;
    const handle = await session({ login: true });
    const [key = 0] = await stage.find(handle, "PRIVATE_KEY");
    // VERIFY is the first command of the operation. As if the PIN had been changed with other software:
    card.faults.plan({ at: 1, kind: "status-word", statusWord: 0x63c2 });
    await assert.rejects(sign(handle, RSA, DIGEST), answers("USER_NOT_LOGGED_IN"));
    const sent = verifications(card);
    assert.equal(await state(stage, handle), CKS.RO_PUBLIC_SESSION);
    await assert.rejects(token.signInit(handle, RSA, key), answers("USER_NOT_LOGGED_IN"));
    assert.equal(verifications(card), sent);
  });

  it("is not sent again if it is unclear whether the card accepted it", async () => {
    for (const statusWord of [0x6f00, 0x6982, 0x6983]) {
      const stage = await insertedToken();
      const handle = await stage.session({ login: true });
      stage.card.faults.plan({ at: 1, kind: "status-word", statusWord });
      await assert.rejects(stage.sign(handle, RSA, DIGEST));
      assert.equal(await state(stage, handle), CKS.RO_PUBLIC_SESSION);
    }
  });

  it("is kept when the card is only busy, and signs the next time", async () => {
    const { readers, session, sign } = await insertedToken();
    const handle = await session({ login: true });
    readers.refuse = new VarcoError("card.busy");
    await assert.rejects(sign(handle, RSA, DIGEST), answers("FUNCTION_FAILED"));
    readers.refuse = null;
    await sign(handle, RSA, DIGEST);
  });

  it("is not sent after another process of Varco changed it: no try is spent", async () => {
    const readers = new InsertedReaders();
    const lock = new NoCardLock();
    const card = inventedCard(await issue());
    readers.plug(READER);
    readers.insert(READER, card);
    const [one, other] = [tokenOn(readers, lock), tokenOn(readers, lock)];
    const handle = await one.session({ login: true });
    await other.token.setPin(await other.session({ readWrite: true }), pin(INVENTED_PIN), pin(NEW_PIN));
    const sent = verifications(card);
    await assert.rejects(one.sign(handle, RSA, DIGEST), answers("USER_NOT_LOGGED_IN"));
    assert.equal(verifications(card), sent);
    assert.equal(card.pinTriesLeft, 3);
    await one.token.login(handle, CKU.USER, pin(NEW_PIN));
    await one.sign(handle, RSA, DIGEST);
  });
});

describe("changing the PIN through the token", () => {
  it("changes it, with or without a login, which goes on with the new one", async () => {
    const stage = await insertedToken();
    const { token, session, sign, card } = stage;
    const handle = await session({ readWrite: true });
    await token.setPin(handle, pin(INVENTED_PIN), pin(NEW_PIN));
    assert.equal(await state(stage, handle), CKS.RW_PUBLIC_SESSION);
    await token.login(handle, CKU.USER, pin(NEW_PIN));
    await token.setPin(handle, pin(NEW_PIN), pin(INVENTED_PIN));
    assert.equal(await state(stage, handle), CKS.RW_USER_FUNCTIONS);
    await sign(handle, RSA, DIGEST);
    assert.equal(card.pinTriesLeft, 3);
    assert.equal(stage.timers.running.length, 1);
  });

  it("needs a session that may write", async () => {
    const { token, session } = await insertedToken();
    await assert.rejects(token.setPin(await session(), pin(INVENTED_PIN), pin(NEW_PIN)), answers("SESSION_READ_ONLY"));
  });

  it("with a wrong old PIN costs one try, and blocks with the last", async () => {
    const { token, session, card } = await insertedToken();
    const handle = await session({ readWrite: true });
    await assert.rejects(token.setPin(handle, pin("00000"), pin(NEW_PIN)), answers("PIN_INCORRECT"));
    assert.equal(card.pinTriesLeft, 2);
    await assert.rejects(token.setPin(handle, pin("00000"), pin(NEW_PIN)), answers("PIN_INCORRECT"));
    await assert.rejects(token.setPin(handle, pin("00000"), pin(NEW_PIN)), answers("PIN_LOCKED"));
    assert.equal(card.pinTriesLeft, 0);
  });

  it("says so when the card does not accept the new PIN", async () => {
    const { token, session, card } = await insertedToken();
    const handle = await session({ readWrite: true });
    card.faults.plan({ at: 1, kind: "status-word", statusWord: 0x6a80 });
    await assert.rejects(token.setPin(handle, pin(INVENTED_PIN), pin(NEW_PIN)), answers("PIN_INVALID"));
    await token.login(handle, CKU.USER, pin(INVENTED_PIN));
  });

  it("sends nothing when one of them is no PIN", async () => {
    const { token, session, card } = await insertedToken();
    const handle = await session({ readWrite: true });
    for (const [before, after, answer] of [
      [INVENTED_PIN, "1234", "PIN_LEN_RANGE"],
      [INVENTED_PIN, "123456789", "PIN_LEN_RANGE"],
      [INVENTED_PIN, "1234x", "PIN_INVALID"],
      ["1234", NEW_PIN, "PIN_INCORRECT"],
    ] as const)
      await assert.rejects(token.setPin(handle, pin(before), pin(after)), answers(answer));
    await assert.rejects(token.setPin(handle, null, pin(NEW_PIN)), answers("ARGUMENTS_BAD"));
    assert.ok(card.trace.every(({ command }) => !command.startsWith("0024")));
  });
});
