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
