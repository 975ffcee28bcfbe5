import { spawn } from "node:child_process";
import { once } from "node:events";
import { ordinaryPerson } from "../process/test-user";

type Command = readonly [string, ...string[]];

/** A person whose programs see each other, as on a real computer. */
export interface OnePerson {
  /** A program, run by this person. */
  readonly as: (...command: Command) => Command;
  readonly leave: () => Promise<void>;
}

/**
 * One who is not root, whoever runs the tests. The system shows a process to another only within one user namespace:
 * all programs enter that of the first.
 */
export async function onePerson(): Promise<OnePerson> {
  const person = ordinaryPerson();
  const [command, ...words] = person.as("sh", "-c", "echo in && exec cat");
  const first = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
  await once(first.stdout, "data");
  const enter: Command = ["nsenter", `--user=/proc/${first.pid ?? 0}/ns/user`, "--preserve-credentials"];
  const isInside = command === "sh";
  return {
    as: (...asked) => (isInside ? asked : [...enter, ...asked]),
    leave: async () => {
      const ended = once(first, "exit");
      first.stdin.end();
      await ended;
      person.remove();
    },
  };
}
