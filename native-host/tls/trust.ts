import { existsSync, readFileSync } from "node:fs";
import type * as Tls from "node:tls";

/** The authorities that we trust beyond the system's list, or Node's where the system has none. */
export interface Trust {
  /** PEM text of one or more authorities, from `--ca FILE`. */
  readonly extraCa?: string;
}

export function isTrust(given: unknown): given is Trust {
  if (typeof given !== "object" || given === null) return false;
  return !("extraCa" in given) || given.extraCa === undefined || typeof given.extraCa === "string";
}

/** Where systems keep their list of authorities, one PEM file. The first that exists counts. Windows has none. */
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

/** Systems on which people and administrators edit a keychain or a certificate store. */
const STORE_PLATFORMS: ReadonlySet<NodeJS.Platform> = new Set(["darwin", "win32"]);

/** The path of the system's PEM list; null if the system has none. */
export function systemBundle(
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): string | null {
  return SYSTEM_BUNDLES[platform]?.find(exists) ?? null;
}

/**
 * PEM texts of the authorities beside the system's PEM list: those of Node's own list where there is no such list
 * (`hasBundle` false), so that an authority which an administrator removed is removed; and those of the system's store,
 * where there is one and Node can read it (22.15, 23.10 and newer).
 */
export function listedAuthorities(hasBundle: boolean, platform: NodeJS.Platform = process.platform): string {
  const ofStore = STORE_PLATFORMS.has(platform);
  if (hasBundle && !ofStore) return "";
  // Only here: to load it takes a tenth of a thread's start.
  const tls = process.getBuiltinModule("node:tls");
  return [...(hasBundle ? [] : tls.rootCertificates), ...(ofStore ? systemStore(tls) : [])].join("\n");
}

/** PEM texts of all authorities that we trust, for code that takes no `X509_STORE`. */
export function authorityTexts({ extraCa }: Trust): readonly string[] {
  const ofSystem = readBundle();
  return [ofSystem ?? "", listedAuthorities(ofSystem !== null), extraCa ?? ""].filter((text) => text !== "");
}

/** As OpenSSL does it for the portals: a list that cannot be read is none. */
function readBundle(): string | null {
  const bundle = systemBundle();
  try {
    return bundle === null ? null : readFileSync(bundle, "utf8");
  } catch {
    return null;
  }
}

function systemStore(tls: typeof Tls): readonly string[] {
  const read: unknown = Reflect.get(tls, "getCACertificates");
  const list: unknown = typeof read === "function" ? Reflect.apply(read, tls, ["system"]) : [];
  return Array.isArray(list) ? list.filter((pem) => typeof pem === "string") : [];
}
