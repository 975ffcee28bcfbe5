import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The browser's own question for the PIN of a token: a window of its own. */
export interface PinQuestion {
  /** Number of the window in X. */
  readonly window: string;
}

const PATIENCE = 20_000;
const POLL = 30;
/** Chromium takes no answer to a choice that has just come up, against keys by surprise (its own rule: 500 ms). */
const GUARD = 700;
/** A point in the lower part of the page, where the demo portal is white, and grey under a dialog. */
const POINT = { x: 1100, y: 780 } as const;
const DIMMED = 0xc0;
/** What X calls the window below the pointer. */
const POINTER_ROOT = "1";
/** The browser's own window is higher than this, its questions are not. */
const DIALOG_HEIGHT = 500;

const run = promisify(execFile);

/**
 * The browser's own dialogs for the client certificate and for the PIN of a token, answered with real keys on a virtual screen.
 * While one is up, nothing in its tab answers the driver. What does not come in time throws `Error`.
 */
export class NativeDialogs {
  readonly #env: NodeJS.ProcessEnv;

  constructor(display: string) {
    this.#env = { ...process.env, DISPLAY: display };
  }

  /** Waits until the browser shows certificates to choose from: it dims the page. */
  async certificateAsked(): Promise<void> {
    await this.#until("choice of a certificate", () => this.asksForCertificate());
  }

  async asksForCertificate(): Promise<boolean> {
    const { x, y } = POINT;
    const { stdout } = await run(
      "import",
      ["-silent", "-window", "root", "-crop", `1x1+${x}+${y}`, "-depth", "8", "gray:-"],
      { env: this.#env, encoding: "buffer" },
    );
    return (stdout[0] ?? 0) < DIMMED;
  }

  /** Takes the certificate that is offered first. Returns when the key was pressed (`performance.now()`). */
  takeCertificate(): Promise<number> {
    return this.#answerChoice("Return");
  }

  /** Goes on without certificate. */
  async takeNoCertificate(): Promise<void> {
    await this.#answerChoice("Escape");
  }

  /** Waits for a question for the PIN, other than `before`. */
  async pinAsked(before: PinQuestion | null = null): Promise<PinQuestion> {
    let question: PinQuestion | null = null;
    await this.#until("question for the PIN", async () => {
      question = await this.pinQuestion();
      return question !== null && question.window !== before?.window;
    });
    return question ?? { window: "" };
  }

  /** The question for the PIN that is up now. */
  async pinQuestion(): Promise<PinQuestion | null> {
    // Questions are called something; popups of the browser have no name, or one word. Where there is no window, xdotool fails.
    const { stdout } = await run(
      "xdotool",
      ["search", "--onlyvisible", "--name", " ", "getwindowgeometry", "--shell", "%@"],
      { env: this.#env },
    ).catch(() => ({ stdout: "" }));
    for (const [, window, height] of stdout.matchAll(/WINDOW=(\d+)[^]*?HEIGHT=(\d+)/g)) {
      if (window !== undefined && Number(height) < DIALOG_HEIGHT) return { window };
    }
    return null;
  }

  /** Types the PIN into the question and presses Return; resolves when the question is gone, with the time as above. */
  async typePin(question: PinQuestion, pin: string): Promise<number> {
    await run("xdotool", ["type", "--delay", "20", pin], { env: this.#env });
    const pressed = performance.now();
    await this.pressReturn();
    await this.#gone(question);
    return pressed;
  }

  /** Answers the question without PIN; resolves when it is gone. */
  async cancelPin(question: PinQuestion): Promise<void> {
    await this.#until("keyboard in the question for the PIN", () => this.#hasKeyboard(question));
    await this.#press("Escape");
    await this.#gone(question);
  }

  /** The key that ends a question. */
  async pressReturn(): Promise<void> {
    await this.#press("Return");
  }

  /** Where no window has the keyboard (Firefox without window manager), the one below the pointer has it: in the middle, as questions are. */
  async #hasKeyboard({ window }: PinQuestion): Promise<boolean> {
    const { stdout } = await run("xdotool", ["getwindowfocus", "-f"], { env: this.#env });
    return [window, POINTER_ROOT].includes(stdout.trim());
  }

  async #answerChoice(key: string): Promise<number> {
    await this.certificateAsked();
    await new Promise((resolve) => {
      setTimeout(resolve, GUARD);
    });
    const pressed = performance.now();
    await this.#press(key);
    await this.#until("end of the choice of a certificate", async () => !(await this.asksForCertificate()));
    return pressed;
  }

  async #gone({ window }: PinQuestion): Promise<void> {
    await this.#until("end of the question for the PIN", async () => (await this.pinQuestion())?.window !== window);
  }

  async #press(key: string): Promise<void> {
    await run("xdotool", ["key", "--delay", "20", key], { env: this.#env });
  }

  async #until(what: string, condition: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!(await condition())) {
      if (performance.now() > end) throw new Error(`The browser did not come to the ${what}.`);
      await new Promise((resolve) => {
        setTimeout(resolve, POLL);
      });
    }
  }
}
