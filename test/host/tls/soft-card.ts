import { constants, privateEncrypt } from "node:crypto";
import type { Issued } from "../../../devkit/pki/authority";
import { readPublicKey } from "../../../native-host/rsa/public-key";
import type { ClientCertificate } from "../../../native-host/tls/client-certificate";

/** A card made of software, that counts its signatures. */
export interface SoftCard extends ClientCertificate {
  readonly signatures: readonly Uint8Array[];
}

/** Raw RSA with the key of an issued certificate, as the card does it; `before` may wait or throw. */
export function softCard(issued: Issued, before: () => Promise<void> | void = () => undefined): SoftCard {
  const signatures: Uint8Array[] = [];
  return {
    der: issued.der,
    key: readPublicKey(issued.der),
    signatures,
    async sign(block) {
      await before();
      signatures.push(block);
      return privateEncrypt({ key: issued.key, padding: constants.RSA_NO_PADDING }, block);
    },
  };
}
