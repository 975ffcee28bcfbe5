import "reflect-metadata";
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type Extension,
  type JsonName,
} from "@peculiar/x509";
import { isIP } from "node:net";
import { days, type Authority, type Issued } from "./authority";
import type { RsaKeyPair } from "./keys";

/** DNS names and IP addresses of a server. */
export type ServerNames = readonly [string, ...string[]];

export function serverSubject([name]: ServerNames): JsonName {
  return [{ CN: [name] }];
}

/** Issues a certificate for a year to a server. */
export function issueServerCertificate(authority: Authority, names: ServerNames, pair: RsaKeyPair): Promise<Issued> {
  return authority.issue(serverSubject(names), pair, days(-10, 365), serverExtensions(names));
}

/** What a server's certificate says beside its subject. */
export function serverExtensions(names: readonly string[]): Extension[] {
  return [
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    ...(names.length === 0 ? [] : [alternativeNames(names)]),
  ];
}

function alternativeNames(names: readonly string[]): Extension {
  return new SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value })),
  );
}
