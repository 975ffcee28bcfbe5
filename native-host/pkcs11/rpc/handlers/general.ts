import { CKR } from "../../constants";
import { CkError } from "../../cryptoki";
import type { Handler } from "./handler";

/** The text with which a client of the protocol begins. */
const HANDSHAKE = Buffer.from("PRIVATE-GNOME-KEYRING-PKCS11-PROTOCOL-V-1", "ascii");
const TEXT_BYTES = 32;

/** C_Initialize. CKR_GENERAL_ERROR for a client that speaks another protocol. */
export const initialize: Handler = (args) => {
  const handshake = args.bytes();
  // A flag and a text of options for the module, which knows none.
  args.byte();
  args.bytes();
  if (!HANDSHAKE.equals(handshake)) throw new CkError(CKR.GENERAL_ERROR);
  return { session: null, run: (token) => token.initialize() };
};

/** C_Finalize. */
export const finalize: Handler = () => ({ session: null, run: (token) => token.finalize() });

/** C_GetInfo. */
export const getInfo: Handler = () => ({
  session: null,
  run: async (token, response) => {
    const info = await token.getInfo();
    response.version(info.cryptoki);
    response.text(info.manufacturer, TEXT_BYTES);
    response.ulong(0);
    response.text(info.description, TEXT_BYTES);
    response.version(info.version);
  },
});
