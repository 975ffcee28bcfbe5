import { CKR } from "../../constants";
import { CkError } from "../../cryptoki";
import type { Handler } from "./handler";

/** What a client of the protocol says first. */
const HANDSHAKE = Buffer.from("PRIVATE-GNOME-KEYRING-PKCS11-PROTOCOL-V-1", "ascii");
const TEXT_BYTES = 32;

/** C_Initialize; CKR_GENERAL_ERROR for one who does not speak the protocol. */
export const initialize: Handler = (read) => {
  const handshake = read.bytes();
  // Is there a text for the module, and which: there is nothing to set up by one.
  read.byte();
  read.bytes();
  if (!HANDSHAKE.equals(handshake)) throw new CkError(CKR.GENERAL_ERROR);
  return { session: null, run: (token) => token.initialize() };
};

/** C_Finalize. */
export const finalize: Handler = () => ({ session: null, run: (token) => token.finalize() });

/** C_GetInfo. */
export const getInfo: Handler = () => ({
  session: null,
  run: async (token, answer) => {
    const info = await token.getInfo();
    answer.version(info.cryptoki);
    answer.text(info.manufacturer, TEXT_BYTES);
    answer.ulong(0);
    answer.text(info.description, TEXT_BYTES);
    answer.version(info.version);
  },
});
