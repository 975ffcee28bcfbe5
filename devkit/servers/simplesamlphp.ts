import { randomBytes } from "node:crypto";
import { chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { apache, furnishApache } from "./apache";
import { writePem } from "../pki/pem-files";
import type { ServerExample } from "./start";

/** www-data, under which Apache runs PHP where root starts it. The number is the same on every Debian (base-passwd). */
const WWW_DATA = 33;

/** Two identity providers that ask for the card, on one host, and a service that sends people there by SAML. */
export const SIMPLESAMLPHP: ServerExample = {
  program: apache("simplesamlphp"),
  sites: [
    { name: "idp-path", host: "identita.localhost" },
    { name: "idp-optional", host: "identita.localhost" },
    { name: "sp", host: "servizio.localhost" },
  ],
  furnish: async (place, sites, pki) => {
    await furnishApache(place, sites, pki);
    const keys = join(place.folder, "saml-keys");
    const state = join(place.folder, "saml-state");
    const { certificate, key } = await writePem(keys, "saml", await pki.server(["saml.localhost"]));
    await mkdir(state);
    if (process.getuid?.() === 0)
      for (const path of [keys, certificate, key, state]) await chown(path, WWW_DATA, WWW_DATA);
    return { SAML_KEYS: keys, SAML_STATE: state, SAML_SALT: randomBytes(16).toString("hex") };
  },
};
