import * as v from "valibot";

const failed = v.object({
  error: v.object({
    code: v.string(),
    details: v.record(v.string(), v.unknown()),
    cause: v.string(),
    remedy: v.string(),
  }),
});

/** The error that a command wrote to its output because of --json. */
export function errorIn(output: string): v.InferOutput<typeof failed>["error"] {
  return v.parse(failed, JSON.parse(output)).error;
}
