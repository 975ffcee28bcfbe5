import { VarcoError, type ErrorCode } from "../../shared/errors";
import type { FoundModule } from "./find";
import type { ModuleFailure } from "./protocol";

/** Bits of CK_TOKEN_INFO.flags. PKCS#11 3.1 §3.2, CK_TOKEN_INFO. */
export const TOKEN_FLAG = {
  protectedAuthenticationPath: 0x0000_0100,
  userPinCountLow: 0x0001_0000,
  userPinFinalTry: 0x0002_0000,
  userPinLocked: 0x0004_0000,
} as const;

const CKR_PIN_INCORRECT = 0xa0;
const CKR_PIN_LOCKED = 0xa4;

/** Return values (PKCS#11 3.1 §5.1) that mean one of our errors, whatever was asked. */
const MEANINGS: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  // CKR_SLOT_ID_INVALID, CKR_DEVICE_REMOVED, CKR_SESSION_HANDLE_INVALID, CKR_TOKEN_NOT_PRESENT
  [0x03, "card.removed"],
  [0x32, "card.removed"],
  [0xb3, "card.removed"],
  [0xe0, "card.removed"],
  // CKR_TOKEN_NOT_RECOGNIZED
  [0xe1, "card.not-cns"],
  // CKR_CANCEL, CKR_FUNCTION_CANCELED, CKR_FUNCTION_REJECTED: at a keypad or in a window of the program
  [0x01, "keypad.cancelled"],
  [0x50, "keypad.cancelled"],
  [0x200, "keypad.cancelled"],
]);

/** CKR_PIN_INVALID, CKR_PIN_LEN_RANGE. */
const UNFIT_PIN: readonly number[] = [0xa1, 0xa2];

/** What a failed operation means. `setsPin`: it was to change the PIN. */
export function failureError(failure: ModuleFailure, module: FoundModule, setsPin: boolean): VarcoError {
  if (failure.reason === "load") return new VarcoError("token.module", { file: module.file, reason: failure.text });
  if (failure.reason === "add-on") return new VarcoError("token.add-on", { reason: failure.text });
  const { rv, step, flags } = failure;
  if (rv === CKR_PIN_INCORRECT) {
    const { blocked, triesLeft } = pinState(flags ?? 0);
    return blocked ? pinBlocked(module) : new VarcoError("pin.wrong", { triesLeft });
  }
  if (rv === CKR_PIN_LOCKED) return pinBlocked(module);
  if (UNFIT_PIN.includes(rv)) return new VarcoError(setsPin ? "pin.refused" : "pin.format");
  const code = MEANINGS.get(rv);
  if (code !== undefined) return new VarcoError(code);
  return new VarcoError("token.refused", { program: module.program, step, value: `0x${rv.toString(16)}` });
}

/** PKCS#11 leaves it to each maker how its tokens are unblocked: its program does it. */
function pinBlocked({ program }: FoundModule): VarcoError {
  return new VarcoError("token.pin-blocked", { program });
}

/** What the flags of a token tell of its PIN. "Count low" tells no number: at least one try was spent. */
export function pinState(flags: number): { readonly triesLeft: number | null; readonly blocked: boolean } {
  if ((flags & TOKEN_FLAG.userPinLocked) !== 0) return { triesLeft: 0, blocked: true };
  return { triesLeft: (flags & TOKEN_FLAG.userPinFinalTry) !== 0 ? 1 : null, blocked: false };
}
