import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { createPacResolver } from "pac-resolver";
import { QuickJS } from "quickjs-wasi";
import { LIMITS } from "../../shared/limits";
import type { FromInterpreter, ScriptQuestion } from "./script";

/**
 * Thread that asks a script which proxy to take. The script runs in an interpreter of its own, which reaches nothing
 * but the name service. Whoever started the thread ends it when it takes too long.
 */
const INTERPRETER = new URL("../../node_modules/quickjs-wasi/quickjs.wasm", import.meta.url);

/** The library would print on the channel of the protocol, and ask a server of the Internet for this address. */
const OWN_FUNCTIONS = { alert: () => undefined, myIpAddress: ownAddress };

async function answerTo({ script, url, host }: ScriptQuestion): Promise<string> {
  const interpreter = await QuickJS.create({
    wasm: await readFile(INTERPRETER),
    memoryLimit: LIMITS.proxyScriptMemory,
  });
  const answer: unknown = await createPacResolver(interpreter, script, { sandbox: OWN_FUNCTIONS })(url, host);
  if (typeof answer === "string") return answer;
  throw new Error("it gives no answer");
}

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}

/** Both ends are ours, so that anything else is a bug. */
function isQuestion(given: unknown): given is ScriptQuestion {
  return typeof given === "object" && given !== null && "script" in given && "host" in given;
}

const question: unknown = workerData;
if (!isQuestion(question)) throw new TypeError("The interpreter got no question.");
const result: FromInterpreter = await answerTo(question).then(
  (answer) => ({ answer }),
  (thrown: unknown) => ({ reason: thrown instanceof Error ? thrown.message : String(thrown) }),
);
parentPort?.postMessage(result);
