import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { until } from "../until";
import type { Display } from "./display";

/** The browser's own question for the PIN of a token: a window of its own. */
export interface PinQuestion {
  /** Number of the window in X. */
  readonly window: string;
}

const PATIENCE = 20_000;
const PAUSE = 30;
/** Chromium ignores keys for 500 ms after a choice has come up, against keys that were meant for the page. */
const GUARD = 700;
/** Milliseconds after which a key that the browser took has had its effect. */
const ANSWERED = 2_000;
/** A point in the lower part of the page: the demo portal is white there, and grey under a dialog. */
const POINT = { x: 1100, y: 780 } as const;
/** Brightness of the point below a dialog. A window that is not drawn yet is darker. */
const DIMMED = { from: 0x30, to: 0xc0 } as const;
/** What X calls the window below the pointer. */
const POINTER_ROOT = "1";
/** The browser's own window is higher than this, its questions are not. */
const DIALOG_HEIGHT = 500;

const run = promisify(execFile);

/**
 * The browser's own dialogs for the client certificate and for the PIN of a token, answered with real keys on a virtual
 * screen. While a dialog is up, its tab does not answer the driver. A dialog that does not come in time throws `Error`.
 */
export class NativeDialogs {
  readonly #display: Display;
  readonly #env: NodeJS.ProcessEnv;

  constructor(display: Display) {
    this.#display = display;
    this.#env = { ...process.env, DISPLAY: display.name };
  }

  /** Waits until the browser shows certificates to choose from. */
  async certificateAsked(): Promise<void> {
    await this.#until("the choice of a certificate", () => this.asksForCertificate());
  }

  /** Whether the browser shows certificates to choose from: it dims the page then. */
  asksForCertificate(): boolean {
    const brightness = this.#display.picture.brightness(POINT);
    return brightness >= DIMMED.from && brightness < DIMMED.to;
  }

  /** Takes the first certificate. Resolves with the time at which the key was pressed (`performance.now()`). */
  takeCertificate(): Promise<number> {
    return this.#answerChoice("Return");
  }

  /** Goes on without a certificate. */
  async takeNoCertificate(): Promise<void> {
    await this.#answerChoice("Escape");
  }

  /** Waits for a question for the PIN, other than `before`. */
  async pinAsked(before: PinQuestion | null = null): Promise<PinQuestion> {
    return this.#until("a question for the PIN", async () => {
      const question = await this.pinQuestion();
      return question?.window !== before?.window && question;
    });
  }

  /** The question for the PIN that is up now. */
  async pinQuestion(): Promise<PinQuestion | null> {
    // The title of a question has several words, that of a popup one word at most. Without any window, xdotool fails.
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

  /**
   * Types the PIN into the question and presses Return. Resolves when the question is gone, with the time of the key
   * Return.
   */
  async typePin(question: PinQuestion, pin: string): Promise<number> {
    await this.#keyboardIn(question);
    await run("xdotool", ["type", "--delay", "20", pin], { env: this.#env });
    const pressed = performance.now();
    await this.pressReturn();
    await this.#gone(question);
    return pressed;
  }

  /** Answers the question without a PIN. Resolves when the question is gone. */
  async cancelPin(question: PinQuestion): Promise<void> {
    await this.#keyboardIn(question);
    await this.#press("Escape");
    await this.#gone(question);
  }

  /** The key that ends a question. */
  async pressReturn(): Promise<void> {
    await this.#press("Return");
  }

  /**
   * Waits until keys go to the question. Without a window manager, Firefox gives the keyboard to no window: then keys
   * go to the window below the pointer, which is in the middle of the screen, as questions are.
   */
  async #keyboardIn({ window }: PinQuestion): Promise<void> {
    await this.#until("the keyboard in the question for the PIN", async () => {
      const { stdout } = await run("xdotool", ["getwindowfocus", "-f"], { env: this.#env });
      return [window, POINTER_ROOT].includes(stdout.trim());
    });
  }

  /** Presses the key, and presses it again where Chromium ignored it. */
  async #answerChoice(key: string): Promise<number> {
    await this.certificateAsked();
    let pressed = 0;
    await this.#until("the end of the choice of a certificate", async () => {
      await sleep(GUARD);
      // Never into the question that follows.
      if (!this.asksForCertificate() || (await this.pinQuestion()) !== null) return true;
      pressed = performance.now();
      await this.#press(key);
      return this.#choiceEnds();
    });
    return pressed;
  }

  /** Whether the choice of a certificate ends soon. */
  #choiceEnds(): Promise<boolean> {
    return until("the end of the choice", () => !this.asksForCertificate(), { patience: ANSWERED, pause: PAUSE }).catch(
      () => false,
    );
  }

  async #gone({ window }: PinQuestion): Promise<void> {
    await this.#until("the end of the question for the PIN", async () => (await this.pinQuestion())?.window !== window);
  }

  async #press(key: string): Promise<void> {
    await run("xdotool", ["key", "--delay", "20", key], { env: this.#env });
  }

  #until<T>(what: string, look: Parameters<typeof until<T>>[1]): Promise<T> {
    return until(what, look, { patience: PATIENCE, pause: PAUSE });
  }
}
