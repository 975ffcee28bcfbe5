import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { VirtualCard } from "../../../devkit/card/index";
import { DEMO_PIN, DEMO_PUK, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { within } from "./within";

const NEW_PIN = "2468135";
const OLD = "Old PIN: ";
const NEW = "no sequence such as 12345): ";
const AGAIN = "New PIN again: ";
const CTRL_C = "\x03";
const CTRL_D = "\x04";

// script(1) of util-linux makes the terminal.
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("The host on the command line, pin --stdin at a terminal", () => {
  let stage: Stage;
  let card: VirtualCard;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    card = await makeCard(stage.pki);
    await stage.door.insert(card);
    card.clearTrace();
  });

  /** Types each text when its prompt has come. Returns what the terminal showed, and how it was left. */
  async function at(
    verb: string,
    ...typed: readonly (readonly [prompt: string, text: string])[]
  ): Promise<{ shown: string; code: string; terminal: string }> {
    const command = [...stage.host, "pin", verb, "--stdin"].map((word) => `'${word}'`).join(" ");
    const child = spawn("script", ["--quiet", "--command", `${command}; echo "code=$?"; stty -a`, "/dev/null"], {
      env: { ...process.env, SHELL: "/bin/sh" },
    });
    let shown = "";
    let from = 0;
    const left = [...typed];
    child.stdout.on("data", (data) => {
      shown += String(data);
      const next = left[0];
      const found = next ? shown.indexOf(next[0], from) : -1;
      if (!next || found < 0) return;
      from = found + next[0].length;
      left.shift();
      child.stdin.write(next[1]);
    });
    await within(10_000, once(child, "close"));
    assert.deepEqual(left, [], shown);
    const [said = "", rest = ""] = shown.split("code=");
    return { shown: said, code: rest.slice(0, 1), terminal: rest };
  }
  const sent = () => card.trace.filter(({ command }) => /^00(24|2c)/.test(command)).length;

  it("asks for each code, shows none, and leaves the terminal as it was", async () => {
    const { shown, code, terminal } = await at(
      "change",
      [OLD, `${DEMO_PIN}\r`],
      [NEW, `${NEW_PIN}\r`],
      [AGAIN, `${NEW_PIN}\r`],
    );
    assert.equal(code, "0", shown);
    assert.match(shown, /The PIN was changed/);
    const withoutPrompt = shown.replace(NEW, "");
    assert.equal(withoutPrompt.includes(DEMO_PIN) || withoutPrompt.includes(NEW_PIN), false, shown);
    assert.match(terminal, / icanon .* echo /s);
    const unblocked = await at(
      "unblock",
      ["PUK, 8 digits: ", `${DEMO_PUK}\r`],
      [NEW, `${NEW_PIN}\r`],
      [AGAIN, `${NEW_PIN}\r`],
    );
    assert.equal(unblocked.code, "0", unblocked.shown);
    assert.equal(unblocked.shown.includes(DEMO_PUK), false);
  });

  it("takes lines that arrive at once, and digits that the person corrects", async () => {
    const { shown, code } = await at("change", [OLD, `9\x7f${DEMO_PIN}\r${NEW_PIN}\r${NEW_PIN}\r`]);
    assert.equal(code, "0", shown);
  });

  for (const [what, typed, expected] of [
    ["Ctrl-C at the first code", [[OLD, `123${CTRL_C}`]], "operation.cancelled"],
    [
      "Ctrl-C at the last one",
      [
        [OLD, `${DEMO_PIN}\r`],
        [NEW, `${NEW_PIN}\r`],
        [AGAIN, CTRL_C],
      ],
      "operation.cancelled",
    ],
    [
      "the end of the input",
      [
        [OLD, `${DEMO_PIN}\r`],
        [NEW, CTRL_D],
      ],
      "pin.cancelled",
    ],
    [
      "two new PINs that differ",
      [
        [OLD, `${DEMO_PIN}\r`],
        [NEW, `${NEW_PIN}\r`],
        [AGAIN, "2468136\r"],
      ],
      "pin.repeat",
    ],
  ] as const) {
    it(`sends nothing after ${what}`, async () => {
      const { shown, code, terminal } = await at("change", ...typed);
      assert.equal(code, "1", shown);
      assert.match(shown, new RegExp(`^${expected}: `, "m"));
      assert.equal(sent(), 0);
      assert.match(terminal, / icanon .* echo /s);
    });
  }
});
