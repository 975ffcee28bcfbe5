/** How C looks on one system, as far as PKCS#11 depends on it. */
export interface CryptokiSystem {
  /** C type of CK_ULONG. */
  readonly ulong: "unsigned long" | "uint32_t";
  /** Whether structures have no gaps. */
  readonly packed: boolean;
}

/**
 * PKCS#11 2.40 §2.1 (structures are packed to one byte on Windows, and are the compiler's elsewhere) and §2.2 (CK_ULONG
 * is C's `unsigned long`, which has 32 bits on Windows).
 */
export function cryptokiSystem(platform: NodeJS.Platform = process.platform): CryptokiSystem {
  return platform === "win32" ? { ulong: "uint32_t", packed: true } : { ulong: "unsigned long", packed: false };
}
