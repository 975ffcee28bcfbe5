import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { parseProxy, parseSecureProxy, type Route } from "./proxy";

/** What the thread of the interpreter is asked. */
export interface ScriptQuestion {
  readonly script: string;
  readonly url: string;
  readonly host: string;
}

/** `reason`: why there is no answer. */
export type FromInterpreter = { readonly answer: string } | { readonly reason: string };

/** Scripts by their address, kept while this process runs. */
const scripts = new Map<string, string>();

/**
 * The way to a server by the script at an address (proxy auto-configuration, PAC). `patience`: milliseconds for getting
 * and asking it. Throws `proxy.script`, `proxy.unusable`.
 */
export function routeByScript(address: string, url: URL, patience: number = LIMITS.proxyScript): Promise<Route> {
  return routeBy(address, url, patience, async (over) => {
    const script = scripts.get(address) ?? (await loadScript(address, over));
    scripts.set(address, script);
    return script;
  });
}

/**
 * The way to a server by a script (`FindProxyForURL(url, host)`), which came from this address. As in browsers, the
 * script learns the server but no path. Throws `proxy.script`, `proxy.unusable`.
 */
export function routeByLoaded(script: string, address: string, url: URL): Promise<Route> {
  return routeBy(address, url, LIMITS.proxyScript, async () => script);
}

async function routeBy(
  address: string,
  url: URL,
  patience: number,
  script: (over: AbortSignal) => Promise<string>,
): Promise<Route> {
  const over = AbortSignal.timeout(patience);
  try {
    return waysOf(await ask(await script(over), url, over));
  } catch (thrown) {
    if (thrown instanceof VarcoError) throw thrown;
    const reason = over.aborted ? "it takes too long" : thrown instanceof Error ? thrown.message : String(thrown);
    throw new VarcoError("proxy.script", { script: withoutSecrets(address), reason }, { cause: thrown });
  }
}

async function ask(script: string, { origin, hostname }: URL, signal: AbortSignal): Promise<string> {
  const workerData: ScriptQuestion = { script, url: `${origin}/`, host: hostname };
  const worker = new Worker(new URL("./interpreter.ts", import.meta.url), { workerData });
  try {
    const [result] = await once(worker, "message", { signal }).then((told: unknown[]) => told);
    if (!isResult(result)) throw new TypeError("The interpreter gave no result.");
    if ("reason" in result) throw new Error(result.reason);
    return result.answer;
  } finally {
    await worker.terminate();
  }
}

function isResult(result: unknown): result is FromInterpreter {
  return typeof result === "object" && result !== null && ("answer" in result || "reason" in result);
}

/** Gets the script at an address. Throws an `Error` that says why there is none. */
export async function loadScript(address: string, signal: AbortSignal): Promise<string> {
  if (!URL.canParse(address)) throw new Error("its address is none");
  const url = new URL(address);
  if (url.protocol === "file:") return readFile(url, { encoding: "utf8", signal });
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error(`no way to get ${url.protocol}`);
  const answer = await fetch(url, { signal });
  if (!answer.ok || answer.body === null) throw new Error(`status ${answer.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    if ((size += part.length) > LIMITS.proxyScriptBytes) throw new Error("it is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/**
 * The ways of an answer such as `PROXY a:3128; SOCKS b; DIRECT` that Varco can go, in their order. Throws
 * `proxy.unusable` where it can go none.
 */
export function waysOf(answer: string): Route {
  const ways = answer
    .split(";")
    .map((way) => way.trim())
    .filter((way) => way !== "");
  if (ways.length === 0) return "direct";
  const route = ways
    .flatMap(wayOf)
    .reduceRight<Route | null>((next, way) => (way === "direct" ? way : { ...way, next }), null);
  if (route === null) throw new VarcoError("proxy.unusable", { proxy: answer.slice(0, 300) });
  return route;
}

/** The ways that an answer may name, and that Varco can go. */
const WAYS = new Map<string, (server: string) => Route>([
  ["DIRECT", () => "direct"],
  ["PROXY", parseProxy],
  ["HTTP", parseProxy],
  ["HTTPS", parseSecureProxy],
]);

/** One way, or none that Varco can go. Throws `proxy.unusable`. */
function wayOf(way: string): Route[] {
  const [kind = "", server = ""] = way.split(/\s+/);
  const parse = WAYS.get(kind.toUpperCase());
  return parse === undefined ? [] : [parse(server)];
}

function withoutSecrets(address: string): string {
  return address
    .slice(0, 300)
    .replace(/[?#].*$/s, "")
    .replace(/[^/]*@/, "");
}
