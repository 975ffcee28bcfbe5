import { readdirSync, readFileSync } from "node:fs";
import { soon } from "../../devkit/until";
import { modulesOf } from "./hosts";
import type { NativeSession } from "./native-session";
import { windowNames } from "./window-names";

/** Milliseconds for each answer: whatever stands still does not answer. */
const PATIENCE = 1000;
/** As many of the card's last exchanges are told. */
const EXCHANGES = 8;

/**
 * What a browser with our module was doing when a test failed: its windows and tabs, the threads of browser and module,
 * and what the card heard last.
 */
export async function standstill({ session, dialogs, stage }: NativeSession): Promise<string> {
  const windows = windowNames(session.display.name);
  const pages = await soon(session.browser.pages(), PATIENCE, []);
  const tabs = pages.map((page) => soon(page.title(), PATIENCE, "no answer").then((title) => `${page.url()} ${title}`));
  const programs = [session.browser.process()?.pid, ...modulesOf(stage.home.path)];
  return [
    `windows: ${(await soon(windows, PATIENCE, [])).join(" | ")}`,
    `question for a certificate: ${dialogs.asksForCertificate()}`,
    ...(await Promise.all(tabs)).map((tab) => `tab: ${tab}`),
    ...programs.flatMap((pid) => (pid === undefined ? [] : threadsOf(pid))),
    ...stage.card.trace.slice(-EXCHANGES).map(({ command, answer }) => `card: ${command} ${answer ?? "-"}`),
  ].join("\n");
}

/** Threads of a browser that tell nothing: each serves one task of others. */
const SERVING = /Broker|sqldb|Pool|WR|Worker|StreamTrans|Cache|Composit|Render/;

/** What each thread waits for (proc(5)): its name, its state, and the place in the kernel. */
function threadsOf(pid: number): string[] {
  const told = (path: string) => {
    try {
      return readFileSync(`/proc/${pid}/${path}`, "utf8").trim();
    } catch {
      return "?";
    }
  };
  try {
    const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
      const [state = "?"] = /(?<=\) )\w/.exec(told(`task/${thread}/stat`)) ?? [];
      return `${told(`task/${thread}/comm`)} ${state} ${told(`task/${thread}/wchan`)}`;
    });
    return threads.filter((thread) => !SERVING.test(thread)).map((thread) => `${pid}: ${thread}`);
  } catch {
    return [`${pid}: ended`];
  }
}
