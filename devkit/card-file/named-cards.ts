import type { CardFileInput } from "./schema";

/** Cards that `--card` knows by name. */
export const NAMED_CARDS = {
  valid: {},
  expired: { certificate: { validFrom: -400, validUntil: -10 } },
  blocked: { pin: { triesLeft: 0 } },
  "not-activated": { activated: false },
  "foreign-issuer": { certificate: { issuer: "foreign" } },
  omocodia: { holder: { codiceFiscale: "CLLDAAULAQMXVVVU" } },
} as const satisfies Record<string, CardFileInput>;

export type CardName = keyof typeof NAMED_CARDS;
