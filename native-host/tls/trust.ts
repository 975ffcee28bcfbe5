import { existsSync } from "node:fs";
import * as tls from "node:tls";

/** Whom to believe, beyond the system's and Node's lists, about the names of servers. */
export interface Trust {
  /** PEM text of one or more further authorities, as given by `--ca FILE`. */
  readonly extraCa?: string;
}

/** Places of the system's list of authorities, one PEM file; the first that exists is taken. Windows has none. */
const SYSTEM_BUNDLES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, RHEL
    "/etc/pki/tls/certs/ca-bundle.crt", // older Fedora, RHEL
    "/var/lib/ca-certificates/ca-bundle.pem", // openSUSE
    "/etc/ssl/ca-bundle.pem", // older openSUSE
    "/etc/ssl/cert.pem", // Alpine
  ],
  darwin: ["/etc/ssl/cert.pem"],
  freebsd: ["/usr/local/share/certs/ca-root-nss.crt", "/etc/ssl/cert.pem"],
  openbsd: ["/etc/ssl/cert.pem"],
};

/** Where the keychain or the certificate store of the system is the list that people and administrators edit. */
const STORE_PLATFORMS: ReadonlySet<NodeJS.Platform> = new Set(["darwin", "win32"]);

/** Path of the system's PEM list, null if this system has none. */
export function systemBundle(
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): string | null {
  return SYSTEM_BUNDLES[platform]?.find(exists) ?? null;
}

/** PEM texts of Node's own list and, where Node can read it (22.15, 23.10 and newer), of the system's store. */
export function listedAuthorities(platform: NodeJS.Platform = process.platform): string {
  return [...tls.rootCertificates, ...(STORE_PLATFORMS.has(platform) ? systemStore() : [])].join("\n");
}

function systemStore(): readonly string[] {
  const read: unknown = Reflect.get(tls, "getCACertificates");
  const list: unknown = typeof read === "function" ? Reflect.apply(read, tls, ["system"]) : [];
  return Array.isArray(list) ? list.filter((pem) => typeof pem === "string") : [];
}
