import { CKR } from "../../../../native-host/pkcs11/constants";
import { CkError, type Cryptoki } from "../../../../native-host/pkcs11/cryptoki";

const REFUSED = () => Promise.reject(new CkError(CKR.FUNCTION_FAILED));

/** A token that refuses everything but what it is told to do. */
export function tokenThat(does: Partial<Cryptoki>): Cryptoki {
  return {
    initialize: REFUSED,
    finalize: REFUSED,
    getInfo: REFUSED,
    getSlotList: REFUSED,
    getSlotInfo: REFUSED,
    getTokenInfo: REFUSED,
    getMechanismList: REFUSED,
    getMechanismInfo: REFUSED,
    openSession: REFUSED,
    closeSession: REFUSED,
    closeAllSessions: REFUSED,
    getSessionInfo: REFUSED,
    setPin: REFUSED,
    login: REFUSED,
    logout: REFUSED,
    getObjectSize: REFUSED,
    getAttributeValue: REFUSED,
    findObjectsInit: REFUSED,
    findObjects: REFUSED,
    findObjectsFinal: REFUSED,
    signInit: REFUSED,
    signatureLength: REFUSED,
    sign: REFUSED,
    signUpdate: REFUSED,
    signFinal: REFUSED,
    seedRandom: REFUSED,
    generateRandom: REFUSED,
    ...does,
  };
}
