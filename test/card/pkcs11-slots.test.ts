import assert from "node:assert/strict";
import { INVENTED_PIN, inventedCard } from "../../devkit/card/index";
import { GIOVANNI } from "../../devkit/pki/people";
import { CKF, CKM, CKU } from "../../native-host/pkcs11/constants";
import { VarcoError } from "../../shared/errors";
import { holdCard } from "../support/hold-card";
import { InsertedReaders } from "./inserted-readers";
import { answers, insertedToken, issue, pin, READER, tokenOn } from "./pkcs11-stage";

const { TOKEN_PRESENT, REMOVABLE_DEVICE } = CKF.slot;
const { SERIAL_SESSION } = CKF.session;
const {
  USER_PIN_COUNT_LOW,
  USER_PIN_FINAL_TRY,
  USER_PIN_LOCKED,
  LOGIN_REQUIRED,
  WRITE_PROTECTED,
  TOKEN_INITIALIZED,
  USER_PIN_INITIALIZED,
} = CKF.token;
const TRIES = USER_PIN_COUNT_LOW | USER_PIN_FINAL_TRY | USER_PIN_LOCKED;

describe("the slots of the token", () => {
  it("are one for each reader and an empty one, all removable", async () => {
    const { token, readers } = await insertedToken();
    readers.plug("Another reader");
    const slots = await token.getSlotList(false);
    const infos = await Promise.all(slots.map((slot) => token.getSlotInfo(slot)));
    assert.deepEqual(
      infos.map(({ description }) => description),
      [READER, "Another reader", "No reader yet"],
    );
    assert.deepEqual(
      infos.map(({ flags }) => (flags & TOKEN_PRESENT) !== 0),
      [true, false, false],
    );
    assert.ok(infos.every(({ flags }) => (flags & REMOVABLE_DEVICE) !== 0));
    assert.deepEqual(await token.getSlotList(true), slots.slice(0, 1));
  });

  it("can be listed at any time without touching a card", async () => {
    const { token, readers, monitor } = await insertedToken();
    await monitor.card(READER);
    const { connections } = readers;
    for (let asked = 0; asked < 20; asked++) {
      await token.getSlotList(true);
      await token.getSlotInfo(1);
      await token.getTokenInfo(1);
      await token.getMechanismList(1);
    }
    assert.equal(readers.connections, connections);
  });

  it("are only the empty one while there is no smart-card service, and it comes to life", async () => {
    const readers = new InsertedReaders();
    readers.service = false;
    const { token } = tokenOn(readers);
    const [slot = 0, ...more] = await token.getSlotList(false);
    assert.deepEqual(more, []);
    await assert.rejects(token.getTokenInfo(slot), answers("TOKEN_NOT_PRESENT"));
    await assert.rejects(token.openSession(slot, SERIAL_SESSION), answers("TOKEN_NOT_PRESENT"));
    readers.service = true;
    readers.plug(READER);
    readers.insert(READER, inventedCard(await issue()));
    assert.equal((await token.getTokenInfo(slot)).label, "ADA COLLAUDO");
  });

  it("keep their numbers, and a reader that comes back has its slot again", async () => {
    const { token, readers, card } = await insertedToken();
    const [slot = 0, empty = 0] = await token.getSlotList(false);
    readers.unplug(READER);
    assert.equal((await token.getSlotInfo(slot)).flags & TOKEN_PRESENT, 0);
    readers.plug("Later reader");
    readers.plug(READER);
    readers.insert(READER, card);
    assert.equal((await token.getSlotInfo(slot)).description, READER);
    assert.equal((await token.getSlotInfo(empty)).description, "Later reader");
    assert.equal((await token.getTokenInfo(slot)).label, "ADA COLLAUDO");
  });

  it("that do not exist are refused", async () => {
    const { token } = await insertedToken();
    for (const slot of [0, 3, -1, 1.5, 2 ** 40]) {
      await assert.rejects(token.getSlotInfo(slot), answers("SLOT_ID_INVALID"));
      await assert.rejects(token.getTokenInfo(slot), answers("SLOT_ID_INVALID"));
      await assert.rejects(token.openSession(slot, SERIAL_SESSION), answers("SLOT_ID_INVALID"));
    }
  });

  it("go to a reader with a CNS rather than to a slot that calls itself full, or to another program's card", async () => {
    const readers = new InsertedReaders();
    const { token } = tokenOn(readers, undefined, { hope: 20 });
    const [slot = 0, ...others] = await token.getSlotList(false);
    assert.deepEqual(others, []);
    readers.plug("SAM slot");
    readers.insertMute("SAM slot");
    assert.equal((await token.getSlotInfo(slot)).description, "SAM slot");
    readers.plug(READER);
    readers.insert(READER, inventedCard(await issue(), undefined, { family: "not-cns" }));
    assert.equal(
      (await token.getSlotInfo(slot)).description,
      "SAM slot",
      "a card of no use takes no slot from another",
    );
    readers.insert(READER, inventedCard(await issue()));
    assert.equal((await token.getTokenInfo(slot)).label, "ADA COLLAUDO");
  });

  it("hold no token when the card is no CNS, cannot be used for a login, or another program sits on it", async () => {
    const { token, readers, card } = await insertedToken({ family: "ace2025" }, { hope: 20 });
    await assert.rejects(token.getTokenInfo(1), answers("TOKEN_NOT_RECOGNIZED"));
    assert.equal((await token.getSlotInfo(1)).flags & TOKEN_PRESENT, 0);
    await assert.rejects(token.openSession(1, SERIAL_SESSION), answers("TOKEN_NOT_RECOGNIZED"));
    readers.remove(READER);
    readers.refuse = new VarcoError("card.busy");
    readers.insert(READER, card);
    await assert.rejects(token.getTokenInfo(1), answers("TOKEN_NOT_PRESENT"));
    assert.equal((await token.getSlotInfo(1)).flags & TOKEN_PRESENT, 0);
  });
});

describe("a token", () => {
  it("is there while its card is still being read, and is announced once that is done", async () => {
    const { token, card } = await insertedToken();
    const held = holdCard(card);
    assert.notEqual((await token.getSlotInfo(1)).flags & TOKEN_PRESENT, 0);
    const info = token.getTokenInfo(1);
    assert.equal(await Promise.race([info, new Promise((resolve) => setImmediate(resolve, "not yet"))]), "not yet");
    held.release();
    assert.equal((await info).label, "ADA COLLAUDO");
  });

  it("says who it is, and that a PIN is needed", async () => {
    const { token } = await insertedToken();
    const {
      label,
      model,
      serial,
      flags,
      pin: { min, max },
    } = await token.getTokenInfo(1);
    assert.deepEqual([label, model, serial, min, max], ["ADA COLLAUDO", "CNS", "6090000000000017", 5, 8]);
    assert.equal(
      flags & (LOGIN_REQUIRED | TOKEN_INITIALIZED | USER_PIN_INITIALIZED),
      LOGIN_REQUIRED | TOKEN_INITIALIZED | USER_PIN_INITIALIZED,
    );
    // A program could not change the PIN of a token that cannot be written.
    assert.equal(flags & (WRITE_PROTECTED | TRIES), 0);
  });

  it("shows how many tries the card has left, also after each one", async () => {
    const { token, session, card } = await insertedToken();
    const triesFlags = async () => (await token.getTokenInfo(1)).flags & TRIES;
    const handle = await session();
    await assert.rejects(token.login(handle, CKU.USER, pin("00000")), answers("PIN_INCORRECT"));
    assert.equal(await triesFlags(), USER_PIN_COUNT_LOW);
    await assert.rejects(token.login(handle, CKU.USER, pin("00001")), answers("PIN_INCORRECT"));
    assert.equal(await triesFlags(), USER_PIN_COUNT_LOW | USER_PIN_FINAL_TRY);
    await token.login(handle, CKU.USER, pin(INVENTED_PIN));
    assert.equal(await triesFlags(), 0);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("shows the tries that another program left", async () => {
    const { readers, card } = await insertedToken();
    for (const [wrong, flags] of [
      ["00000", USER_PIN_COUNT_LOW],
      ["00001", USER_PIN_COUNT_LOW | USER_PIN_FINAL_TRY],
      ["00002", USER_PIN_LOCKED],
    ] as const) {
      const other = tokenOn(readers);
      await assert.rejects(other.token.login(await other.session(), CKU.USER, pin(wrong)));
      other.close();
      const later = tokenOn(readers);
      assert.equal((await later.token.getTokenInfo(1)).flags & TRIES, flags);
      later.close();
    }
    assert.equal(card.pinTriesLeft, 0);
  });

  it("shows the tries that another program spends, and gives back, while this one runs", async () => {
    const { readers, card } = await insertedToken();
    const { token } = tokenOn(readers);
    const soon = async (flags: number) => {
      const end = performance.now() + 5000;
      while (((await token.getTokenInfo(1)).flags & TRIES) !== flags)
        assert(performance.now() < end, `still no ${flags}`);
    };
    await soon(0);
    const other = tokenOn(readers);
    const login = async (digits: string) => other.token.login(await other.session(), CKU.USER, pin(digits));
    for (const [wrong, flags] of [
      ["00000", USER_PIN_COUNT_LOW],
      ["00001", USER_PIN_COUNT_LOW | USER_PIN_FINAL_TRY],
    ] as const) {
      await assert.rejects(login(wrong));
      await soon(flags);
    }
    await login(INVENTED_PIN);
    await soon(0);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("asks the card no more than once a second for them", async () => {
    const { readers, card } = await insertedToken();
    const { token } = tokenOn(readers);
    await token.getTokenInfo(1);
    const before = card.counters.apdus;
    for (let asked = 0; asked < 20; asked += 1) await token.getTokenInfo(1);
    assert.equal(card.counters.apdus, before);
  });

  it("gives a program 1024 sessions, and no more", async () => {
    const { token, session } = await insertedToken();
    const first = await session();
    for (let open = 1; open < 1024; open += 1) await token.openSession(1, SERIAL_SESSION);
    await assert.rejects(token.openSession(1, SERIAL_SESSION), answers("SESSION_COUNT"));
    await token.closeSession(first);
    await token.openSession(1, SERIAL_SESSION);
  });

  it("has the mechanisms of RSA signatures, for keys of its size", async () => {
    const { token } = await insertedToken();
    assert.deepEqual(
      [...(await token.getMechanismList(1))].sort((a, b) => a - b),
      [
        CKM.RSA_PKCS,
        CKM.RSA_X_509,
        CKM.RSA_PKCS_PSS,
        CKM.SHA256_RSA_PKCS,
        CKM.SHA384_RSA_PKCS,
        CKM.SHA512_RSA_PKCS,
        CKM.SHA256_RSA_PKCS_PSS,
        CKM.SHA384_RSA_PKCS_PSS,
        CKM.SHA512_RSA_PKCS_PSS,
      ],
    );
    const { minKeySize, maxKeySize, flags } = await token.getMechanismInfo(1, CKM.RSA_PKCS_PSS);
    assert.deepEqual([minKeySize, maxKeySize, flags], [2048, 2048, CKF.mechanism.HW | CKF.mechanism.SIGN]);
    await assert.rejects(token.getMechanismInfo(1, CKM.RSA_PKCS_KEY_PAIR_GEN), answers("MECHANISM_INVALID"));
  });
});

describe("a card that is pulled", () => {
  it("takes its sessions, its login and its objects with it at once", async () => {
    const { token, readers, session, find, card } = await insertedToken();
    const handle = await session({ login: true });
    const [key = 0] = await find(handle, "PRIVATE_KEY");
    readers.remove(READER);
    await assert.rejects(token.getSessionInfo(handle), answers("SESSION_HANDLE_INVALID"));
    await assert.rejects(token.signInit(handle, { type: CKM.RSA_PKCS }, key), answers("SESSION_HANDLE_INVALID"));
    assert.deepEqual(await token.getSlotList(true), []);
    readers.insert(READER, card);
    await assert.rejects(token.getSessionInfo(handle), answers("SESSION_HANDLE_INVALID"));
    const again = await session();
    assert.equal((await token.getSessionInfo(again)).state, 0);
    assert.deepEqual(await find(again, "PRIVATE_KEY"), []);
    await token.login(again, CKU.USER, pin(INVENTED_PIN));
    assert.notDeepEqual(await find(again, "PRIVATE_KEY"), [key]);
    await assert.rejects(token.signInit(again, { type: CKM.RSA_PKCS }, key), answers("KEY_HANDLE_INVALID"));
  });

  it("and swapped for another one is another token, which gets nothing meant for the first", async () => {
    const { token, readers, session } = await insertedToken();
    const handle = await session({ login: true });
    const other = inventedCard(await issue({ person: GIOVANNI }), GIOVANNI);
    readers.remove(READER);
    readers.insert(READER, other);
    assert.match((await token.getTokenInfo(1)).label, /^GIOVANNI/);
    await assert.rejects(token.sign(handle, new Uint8Array()), answers("SESSION_HANDLE_INVALID"));
    assert.equal((await token.getSessionInfo(await session())).state, 0);
    assert.ok(
      other.trace.every(({ command }) => !command.startsWith("0020001008")),
      "a PIN was sent",
    );
    assert.equal(other.pinTriesLeft, 3);
  });

  it("and swapped while a login waits does not get the PIN meant for the other card", async () => {
    const { token, readers, session, card } = await insertedToken();
    const [one, other] = [await session(), await session()];
    const held = holdCard(card);
    const first = token.login(one, CKU.USER, pin(INVENTED_PIN));
    const second = token.login(other, CKU.USER, pin(INVENTED_PIN));
    const next = inventedCard(await issue());
    await held.reached;
    readers.remove(READER);
    readers.insert(READER, next);
    held.release();
    for (const login of [first, second]) await assert.rejects(login, answers("DEVICE_REMOVED"));
    await token.getTokenInfo(1);
    assert.ok(
      next.trace.every(({ command }) => !command.startsWith("0020001008")),
      "a PIN was sent",
    );
  });

  it("in the middle of a signature ends it", async () => {
    const { readers, session, sign, card, token } = await insertedToken();
    const handle = await session({ login: true });
    const signing = sign(handle, { type: CKM.RSA_PKCS }, new Uint8Array(20));
    card.pace = async () => readers.remove(READER);
    await assert.rejects(signing, answers("DEVICE_REMOVED"));
    card.pace = null;
    assert.equal(readers.held, 0);
    await assert.rejects(token.getSessionInfo(handle), answers("SESSION_HANDLE_INVALID"));
  });

  it("in the middle of a login ends it, and no PIN is kept", async () => {
    const { readers, session, card, token, timers } = await insertedToken();
    const handle = await session();
    card.pace = async () => readers.remove(READER);
    await assert.rejects(token.login(handle, CKU.USER, pin(INVENTED_PIN)), answers("DEVICE_REMOVED"));
    assert.deepEqual(timers.running, []);
  });
});
