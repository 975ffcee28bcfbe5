/** What a person gave cannot be used. The message says what is wrong, and what to give instead. */
export class BadInput extends Error {
  override readonly name = "BadInput";
}

/** The reason why the system refused a file, such as ENOENT. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
}
