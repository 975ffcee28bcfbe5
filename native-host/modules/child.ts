import { Socket } from "node:net";
import * as v from "valibot";
import { makeNotDumpable } from "../hardening/not-dumpable";
import { encodeFrame, readFrames } from "../messaging/frames";
import { CallFailed } from "./call-failed";
import type { ChildModule } from "./child-module";
import { PIPE } from "./child-start";
import { boundByKernel } from "./kernel-bounds";
import { giveStack } from "./module-stack";
import { MODULE_FRAME, requestShape, type ModuleAnswer, type ModuleFailure } from "./protocol";

/** The module, or why there is none. */
type Opened = { readonly module: ChildModule } | { readonly failure: ModuleFailure };

/**
 * The child process: loads one module and does what the host asks, until the host says `end` or closes the pipe. It
 * trusts the host, and the host trusts nothing that comes from here.
 */
export async function runChild(file: string): Promise<void> {
  await giveStack();
  await boundByKernel();
  await makeNotDumpable();
  const pipe = new Socket({ fd: PIPE, readable: true, writable: true });
  pipe.on("error", () => {});
  pipe.write(encodeFrame({ kind: "ready" } satisfies ModuleAnswer));
  let opened: Opened | null = null;
  for await (const body of readFrames(pipe, MODULE_FRAME)) {
    const request = v.parse(requestShape, JSON.parse(body.toString("utf8")));
    body.fill(0);
    if (request.op === "end") break;
    opened ??= await open(file);
    pipe.write(encodeFrame(answer(opened, request), MODULE_FRAME));
  }
  if (opened !== null && "module" in opened) opened.module.end();
  pipe.destroy();
}

async function open(file: string): Promise<Opened> {
  const loaded = await import("./child-module").catch((thrown: unknown) => textOf(thrown));
  if (typeof loaded === "string") return { failure: { reason: "add-on", text: loaded } };
  try {
    return { module: new loaded.ChildModule(file) };
  } catch (thrown) {
    return { failure: failureOf(thrown) };
  }
}

function answer(opened: Opened, request: Parameters<ChildModule["answer"]>[0]): ModuleAnswer {
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  try {
    return { kind: "done", result: opened.module.answer(request) };
  } catch (thrown) {
    return { kind: "failed", failure: failureOf(thrown) };
  }
}

function failureOf(thrown: unknown): ModuleFailure {
  if (thrown instanceof CallFailed) return { reason: "rv", rv: thrown.rv, step: thrown.step, flags: thrown.flags };
  return { reason: "load", text: textOf(thrown) };
}

function textOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).split("\n", 1)[0]?.slice(0, 300) ?? "";
}
