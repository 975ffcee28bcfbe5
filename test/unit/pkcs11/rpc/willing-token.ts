import { CKA, CKF } from "../../../../native-host/pkcs11/constants";
import type { Cryptoki } from "../../../../native-host/pkcs11/cryptoki";

const VERSION = { major: 1, minor: 0 };

/** A token that does whatever it is asked, within reason. `asked` gets the sizes that it is asked for. */
export function willingToken(asked: (count: number) => void = () => {}): Partial<Cryptoki> {
  return {
    initialize: async () => {},
    finalize: async () => {},
    closeSession: async () => {},
    closeAllSessions: async () => {},
    login: async () => {},
    logout: async () => {},
    setPin: async () => {},
    findObjectsFinal: async () => {},
    signInit: async () => {},
    signUpdate: async () => {},
    seedRandom: async () => {},
    getInfo: async () => ({ cryptoki: VERSION, manufacturer: "à", description: "è", version: VERSION }),
    getSlotList: async () => [1, 2, 3],
    getSlotInfo: async () => ({
      description: "",
      manufacturer: "",
      flags: CKF.slot.TOKEN_PRESENT,
      hardware: VERSION,
      firmware: VERSION,
    }),
    getTokenInfo: async () => ({
      label: "",
      manufacturer: "",
      model: "",
      serial: "",
      flags: 0,
      sessions: { open: 0, openReadWrite: 0 },
      pin: { min: 5, max: 8 },
    }),
    getMechanismList: async () => [1, 3],
    getMechanismInfo: async () => ({ minKeySize: 1024, maxKeySize: 2048, flags: 0 }),
    openSession: async () => 1,
    getSessionInfo: async () => ({ slot: 1, state: 0, flags: 4 }),
    getObjectSize: async () => 100,
    getAttributeValue: async (_session, _object, types) => {
      asked(types.length);
      return types.map((type) =>
        type === CKA.VALUE ? Buffer.alloc(1500) : type === CKA.CLASS ? 3 : type === CKA.TOKEN ? true : "unknown",
      );
    },
    findObjectsInit: async (_session, template) => asked(template.length),
    findObjects: async (_session, most) => {
      asked(most);
      return [1, 2, 3].slice(0, most);
    },
    signatureLength: async () => 256,
    sign: async () => new Uint8Array(256),
    signFinal: async () => new Uint8Array(256),
    generateRandom: async (_session, length) => {
      asked(length);
      return new Uint8Array(length);
    },
  };
}
