import { VarcoError } from "../../../shared/errors";
import type { LoginCommand } from "../../login/view";

export type Submit = Extract<LoginCommand, { type: "submit" }>;
export type AnswerRead = Extract<LoginCommand, { type: "answerRead" }>;
export type Back = Extract<LoginCommand, { type: "back" }>;
export type Choose = Extract<LoginCommand, { type: "choose" }>;

export const isSubmit = (command: LoginCommand): command is Submit => command.type === "submit";
export const isAnswerRead = (command: LoginCommand): command is AnswerRead => command.type === "answerRead";
export const isBack = (command: LoginCommand): command is Back => command.type === "back";

/** A choice among these. */
export const isChoiceOf =
  (choices: readonly unknown[]) =>
  (command: LoginCommand): command is Choose =>
    command.type === "choose" && command.choice < choices.length;

/** The page's turn in a run: the one command that the run waits for, if it waits. */
export class PageTurn {
  #awaited: ((command: LoginCommand) => boolean) | null = null;

  /** Whether a run waits for the page. */
  get isAwaited(): boolean {
    return this.#awaited !== null;
  }

  /** Waits for a command of one kind. Throws `operation.cancelled` when the signal fires. */
  wait<Command extends LoginCommand>(
    isKind: (command: LoginCommand) => command is Command,
    signal: AbortSignal,
  ): Promise<Command> {
    return new Promise((resolve, reject) => {
      const cancelled = () => {
        this.over();
        reject(new VarcoError("operation.cancelled"));
      };
      this.#awaited = (command) => {
        if (!isKind(command)) return false;
        signal.removeEventListener("abort", cancelled);
        this.over();
        resolve(command);
        return true;
      };
      if (signal.aborted) cancelled();
      else signal.addEventListener("abort", cancelled);
    });
  }

  /** Hands a command of the page to the run. False where the run does not wait for it. */
  take(command: LoginCommand): boolean {
    return this.#awaited?.(command) ?? false;
  }

  /** The run waits no more. */
  over(): void {
    this.#awaited = null;
  }
}
