import { generateKeyPair, jwtVerify, SignJWT, errors } from "jose";
import * as v from "valibot";
import type { Citizen } from "./citizen";
import type { Clock } from "./expiring";

/** Seconds in which the service must have taken the assertion. */
const LIFETIME = 60;

const claims = v.object({
  nonce: v.string(),
  given_name: v.string(),
  family_name: v.string(),
  fiscal_number: v.string(),
  card_number: v.string(),
});

export interface AssertionParties {
  /** Origin of the identity provider. */
  readonly issuer: string;
  /** Origin of the service. */
  readonly audience: string;
  readonly now: Clock;
}

/**
 * Signs assertions for the identity provider and verifies them for the service. Both use one ES256 key pair, as after
 * an exchange of metadata.
 */
export interface Assertions {
  /** Says that the citizen logged in, in answer to the request with this nonce. */
  sign(citizen: Citizen, nonce: string): Promise<string>;
  /** The citizen, or null if the assertion is forged, expired, for somebody else or in answer to another nonce. */
  verify(assertion: string, nonce: string): Promise<Citizen | null>;
}

/** Makes a key pair and both ends of it. */
export async function createAssertions({ issuer, audience, now }: AssertionParties): Promise<Assertions> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  return {
    sign: async (citizen, nonce) => {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({
        nonce,
        given_name: citizen.givenName,
        family_name: citizen.surname,
        fiscal_number: citizen.codiceFiscale,
        card_number: citizen.cardNumber,
      })
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFETIME)
        .sign(privateKey);
    },
    verify: async (assertion, nonce) => {
      const options = {
        issuer,
        audience,
        algorithms: ["ES256"],
        requiredClaims: ["exp"],
        currentDate: new Date(now()),
      };
      const verified = await jwtVerify(assertion, publicKey, options).catch((error: unknown) => {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      });
      const parsed = v.safeParse(claims, verified?.payload);
      if (!parsed.success || parsed.output.nonce !== nonce) return null;
      const { given_name, family_name, fiscal_number, card_number } = parsed.output;
      return { givenName: given_name, surname: family_name, codiceFiscale: fiscal_number, cardNumber: card_number };
    },
  };
}
