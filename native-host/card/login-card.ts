import type { PinLength } from "../../shared/pin-rules";
import type { PinState } from "./pin";

/** What users of a card need to know about its family. */
export interface FamilyView {
  readonly id: string;
  readonly name: string;
  /** Why one cannot log in with it, as the middle of a sentence; null when one can. */
  readonly missing: string | null;
  /** Characters of a PIN, where they are not those of a CNS. */
  readonly pinLength?: PinLength;
}

/**
 * A card that logs in, for as long as one operation has it: one that Varco drives itself (`CnsCard`), or a token behind
 * its maker's program (native-host/modules). The methods do and throw what those of `CnsCard` say.
 */
export interface LoginCard {
  readonly family: FamilyView;
  readCertificate(): Promise<Uint8Array>;
  readSerial(): Promise<string | null>;
  triesLeft(): Promise<PinState>;
  pukTriesLeft(): Promise<PinState>;
  verifyPin(pin: Uint8Array): Promise<void>;
  changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<void>;
  unblockPin(puk: Uint8Array, newPin: Uint8Array): Promise<void>;
  verifyPinByKeypad(): Promise<void>;
  changePinByKeypad(): Promise<void>;
  unblockPinByKeypad(): Promise<void>;
  rawRsa(block: Uint8Array): Promise<Uint8Array>;
}
