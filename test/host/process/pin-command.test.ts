import assert from "node:assert/strict";
import { VirtualKeypad, type VirtualCard } from "../../../devkit/card/index";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { CardServer } from "../../../devkit/card/doors/card-server";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN, DEMO_PUK, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { errorIn } from "./error-output";
import { run } from "./run";
import { within } from "./within";

const NEW_PIN = "2468135";

describe("The host on the command line, pin", () => {
  let stage: Stage;
  let card: VirtualCard;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(() => insert());

  async function insert(options: Parameters<typeof makeCard>[2] = {}): Promise<void> {
    card = await makeCard(stage.pki, {}, options);
    await stage.door.insert(card);
  }
  const pin = (args: string, ...lines: string[]) =>
    run(stage.host, ["pin", ...args.split(" ")], lines.map((line) => `${line}\n`).join(""));

  it("change changes the PIN and tells the tries left before and after", async () => {
    const { code, out, err } = await pin("change --stdin", DEMO_PIN, NEW_PIN);
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(
      out,
      "Before: PIN tries left: 3; PUK tries left: 10.\nThe PIN was changed.\n" +
        "Now: PIN tries left: 3; PUK tries left: 10.\n",
    );
    assert.equal((await pin("change --stdin", NEW_PIN, "97531246")).code, 0);
  });

  it("unblock sets a new PIN with the PUK", async () => {
    await insert({ pinTriesLeft: 0, pukTriesLeft: 5 });
    const { code, out } = await pin("unblock --stdin", DEMO_PUK, NEW_PIN);
    assert.equal(code, 0);
    assert.equal(
      out,
      "Before: PIN tries left: blocked; PUK tries left: 5.\nThe PIN is unblocked. From now on use the new one.\n" +
        "Now: PIN tries left: 3; PUK tries left: 10.\n",
    );
    assert.equal((await pin("change --stdin", NEW_PIN, "97531246")).code, 0);
  });

  it("tell programs the same as JSON", async () => {
    await insert({ pinTriesLeft: 1 });
    const { code, out, err } = await pin("change --stdin --json", DEMO_PIN, NEW_PIN);
    assert.deepEqual([code, err], [0, "Warning: one more wrong PIN blocks it.\n"]);
    assert.deepEqual(JSON.parse(out), {
      reader: "Varco Virtual Reader",
      before: { pin: { triesLeft: 1, blocked: false }, puk: { triesLeft: 10, blocked: false } },
      after: { pin: { triesLeft: 3, blocked: false }, puk: { triesLeft: 10, blocked: false } },
    });
  });

  it("spend one try for a wrong code, and say how many are left", async () => {
    const wrong = await pin("change --stdin", "97531", NEW_PIN);
    assert.deepEqual([wrong.code, card.pinTriesLeft], [1, 2]);
    assert.match(wrong.err, /^pin\.wrong: .*\nTries left: 2\./);
    const json = await pin("unblock --stdin --json", "11223344", NEW_PIN);
    assert.deepEqual([json.code, card.pukTriesLeft], [1, 9]);
    const error = errorIn(json.out);
    assert.deepEqual([error.code, error.details], ["puk.wrong", { triesLeft: 9 }]);
    assert.match(error.remedy, /^Tries left: 9\./);
  });

  it("warn before the last tries", async () => {
    await insert({ pinTriesLeft: 1, pukTriesLeft: 3 });
    assert.match((await pin("change --stdin", "97531", NEW_PIN)).out, /Warning: one more wrong PIN blocks it\.\n$/);
    const { out, err } = await pin("unblock --stdin", "11223344", NEW_PIN);
    assert.match(
      out,
      /^Before: PIN tries left: blocked; PUK tries left: 3\.\nWarning: PUK tries left: 3\. After the last one/,
    );
    assert.match(err, /^puk\.wrong: .*\nTries left: 2\./);
    for (const expected of ["puk.wrong", "puk.blocked", "puk.blocked"])
      assert.match((await pin("unblock --stdin", "11223344", NEW_PIN)).err, new RegExp(`^${expected}: `));
  });

  it("send the card no code that cannot be right or is easy to guess", async () => {
    const cases = [
      ["change", "1234", NEW_PIN, "pin.format"],
      ["change", "123456789", NEW_PIN, "pin.format"],
      ["change", " 12345", NEW_PIN, "pin.format"],
      ["change", DEMO_PIN, "abcde", "pin.new-format"],
      ["change", DEMO_PIN, "", "pin.new-format"],
      ["change", NEW_PIN, NEW_PIN, "pin.same"],
      ["change", NEW_PIN, "54321", "pin.trivial"],
      ["unblock", "1234567", NEW_PIN, "puk.format"],
      ["unblock", DEMO_PUK, "99999", "pin.trivial"],
    ] as const;
    for (const [verb, first, second, code] of cases)
      assert.match(
        (await pin(`${verb} --stdin`, first, second)).err,
        new RegExp(`^${code}: `),
        `${verb} ${first} ${second}`,
      );
    assert.deepEqual(
      card.trace.filter(({ command }) => /^00(20|24|2c)....08|^00(24|2c)/.test(command)),
      [],
    );
  });

  it("need both lines of input", async () => {
    for (const lines of [[], [DEMO_PIN]])
      assert.match((await pin("change --stdin", ...lines)).err, /^pin\.cancelled: /);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("end at the first interrupt while they wait for the lines, and send nothing", async () => {
    card.clearTrace();
    for (const came of ["", `${DEMO_PIN}\n`]) {
      const [command, ...before] = stage.host;
      const child = spawn(command, [...before, "pin", "change", "--stdin"]);
      let err = "";
      child.stderr.on("data", (data) => {
        err += String(data);
      });
      child.stdin.write(came);
      await once(child.stdout, "data");
      child.kill("SIGINT");
      await within(5000, once(child, "close"));
      assert.equal(child.exitCode, 1);
      assert.match(err, /^operation\.cancelled: /);
    }
    assert.deepEqual(
      card.trace.filter(({ command }) => command.startsWith("0024")),
      [],
    );
  });

  it("take codes from standard input only with --stdin, else from a keypad", async () => {
    const { code, err } = await pin("change", DEMO_PIN, NEW_PIN);
    assert.equal(code, 2);
    assert.match(err, /^usage: This reader has no keypad: add --stdin/);
    assert(stage.door instanceof CardServer);
    const typed = [DEMO_PIN, NEW_PIN, NEW_PIN];
    stage.door.keypad = new VirtualKeypad(() => ({ digits: typed.shift() ?? "" }));
    try {
      const byKeypad = await pin("change --json");
      assert.deepEqual(
        [byKeypad.code, byKeypad.err],
        [
          0,
          "Type on the reader: the old PIN, then the new one twice. The new PIN: 5 to 8 digits, not one digit repeated, " +
            "no sequence such as 12345. To cancel, press the reader's cancel key.\n",
        ],
      );
      const full = { pin: { triesLeft: 3, blocked: false }, puk: { triesLeft: 10, blocked: false } };
      assert.deepEqual(JSON.parse(byKeypad.out), { reader: VIRTUAL_READER_NAME, before: full, after: full });
      stage.door.keypad.person = () => "cancel";
      assert.match(
        (await pin("unblock")).err,
        /^Type on the reader: the PUK \(all 8 digits\), then the new PIN twice\. .*\nkeypad\.cancelled: /m,
      );
      assert.equal((await pin("change --stdin", NEW_PIN, "97531246")).code, 0);
    } finally {
      stage.door.keypad = null;
    }
  });

  it("report what they do not understand, and what is missing", async () => {
    for (const args of ["fly", "change now --stdin", "change --pin=12345", "--stdin"])
      assert.equal((await pin(args)).code, 2, args);
    assert.match((await pin("change --stdin --reader Other", DEMO_PIN, NEW_PIN)).err, /^reader\.gone: /);
    await stage.door.remove();
    const { code, out } = await pin("change --stdin --json", DEMO_PIN, NEW_PIN);
    assert.deepEqual([code, errorIn(out).code], [1, "card.none"]);
  });
});
