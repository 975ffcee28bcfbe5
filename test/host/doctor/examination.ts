import * as v from "valibot";

const check = v.looseObject({
  id: v.string(),
  state: v.string(),
  outcome: v.string(),
  title: v.string(),
  cause: v.string(),
  command: v.nullable(v.string()),
});
const told = v.looseObject({ ready: v.boolean(), checks: v.array(check) });

/** What the doctor said. */
export type Examination = v.InferOutput<typeof told>;
export type Finding = v.InferOutput<typeof check>;

/** Reads it. Throws `ValiError` for anything else. */
export function examinationOf(value: unknown): Examination {
  return v.parse(told, value);
}

/** What a check said. Throws `Error` if there is no such check. */
export function findingOf({ checks }: Examination, id: string): Finding {
  const found = checks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The doctor says nothing of ${id}.`);
  return found;
}
