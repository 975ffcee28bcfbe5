import { Socket } from "node:net";
import * as v from "valibot";
import { makeNotDumpable } from "../hardening/not-dumpable";
import { encodeFrame, readFrames } from "../messaging/frames";
import { CallFailed } from "./child-call";
import { ChildModule, Unloadable } from "./child-module";
import { PIPE } from "./child-start";
import { boundByKernel } from "./kernel-bounds";
import { MODULE_FRAME, requestShape, type ModuleAnswer, type ModuleFailure } from "./protocol";

/**
 * The child process: loads one module and does what the host asks, until the host says `end` or closes the pipe. It
 * trusts the host, and the host trusts nothing that comes from here.
 */
export async function runChild(file: string): Promise<void> {
  await boundByKernel();
  await makeNotDumpable();
  const pipe = new Socket({ fd: PIPE, readable: true, writable: true });
  pipe.on("error", () => {});
  pipe.write(encodeFrame({ kind: "ready" } satisfies ModuleAnswer));
  const opened: { module: ChildModule | ModuleFailure | null } = { module: null };
  for await (const body of readFrames(pipe, MODULE_FRAME)) {
    const request = v.parse(requestShape, JSON.parse(body.toString("utf8")));
    body.fill(0);
    if (request.op === "end") break;
    const module = (opened.module ??= await open(file));
    pipe.write(encodeFrame(await answer(module, request), MODULE_FRAME));
  }
  if (opened.module instanceof ChildModule) opened.module.end();
  pipe.destroy();
}

async function open(file: string): Promise<ChildModule | ModuleFailure> {
  try {
    const { PKCS11 } = await import("pkcs11js");
    return new ChildModule(new PKCS11(), file);
  } catch (thrown) {
    if (thrown instanceof CallFailed || thrown instanceof Unloadable) return failureOf(thrown);
    return { reason: "add-on", text: textOf(thrown) };
  }
}

async function answer(
  module: ChildModule | ModuleFailure,
  request: Parameters<ChildModule["answer"]>[0],
): Promise<ModuleAnswer> {
  if (!(module instanceof ChildModule)) return { kind: "failed", failure: module };
  try {
    return { kind: "done", result: await module.answer(request) };
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
