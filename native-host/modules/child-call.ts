/** A return value other than CKR_OK, of the named step. `flags`: of the token, after a refused code. */
export class CallFailed extends Error {
  constructor(
    readonly step: string,
    readonly rv: number,
    readonly flags: number | null = null,
  ) {
    super(`${step}: ${rv}`);
  }
}

/** Makes a call of the module. Throws `CallFailed`. */
export function call<T>(step: string, act: () => T): T {
  try {
    return act();
  } catch (thrown) {
    if (thrown instanceof CallFailed) throw thrown;
    const code = thrown instanceof Error && "code" in thrown && typeof thrown.code === "number" ? thrown.code : 0x6;
    throw new CallFailed(step, code >>> 0);
  }
}
