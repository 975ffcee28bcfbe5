/** Systems for which places of modules are known: Node's names. */
export type ModuleSystem = "linux" | "darwin" | "win32";

/** A PKCS#11 module that comes with cards and USB keys: all of it data. See docs/tokens.md. */
export interface VendorModule {
  /** Stable identifier. */
  readonly id: string;
  /** The name that people read: "through the program of …". */
  readonly program: string;
  /** The cards and keys that it is for, for people who look for theirs in the table. */
  readonly cards: string;
  /**
   * Absolute paths, most likely first. Only the first that is there is used. `{arch}`: Debian's name of the processor.
   */
  readonly files: Readonly<Record<ModuleSystem, readonly string[]>>;
}

const SYSTEM32 = "C:\\Windows\\System32";

/** Places that packages for Linux use for a library. */
const linux = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [
    `/usr/lib/${name}`,
    `/usr/lib64/${name}`,
    `/usr/lib/{arch}/${name}`,
    `/usr/lib/pkcs11/${name}`,
    `/usr/lib64/pkcs11/${name}`,
    `/usr/lib/{arch}/pkcs11/${name}`,
    `/usr/local/lib/${name}`,
  ]);

/**
 * The modules, in the order in which they are asked: makers' own before OpenSC, which drives cards of many makers.
 * Sources: manuals of the makers and of the authorities that hand the cards out, and OpenSC's documentation.
 */
export const VENDOR_MODULES: readonly VendorModule[] = [
  {
    id: "bit4id-xpki",
    program: "bit4id",
    cards:
      "CNS and CPS of Idemia, ST Incard and NXP; USB keys of Aruba, InfoCert, Namirial and the chambers of commerce",
    files: {
      linux: ["/usr/lib/bit4id/libbit4xpki.so", ...linux("libbit4xpki.so")],
      darwin: ["/Library/bit4id/pkcs11/libbit4xpki.dylib", "/usr/local/lib/libbit4xpki.dylib"],
      win32: [`${SYSTEM32}\\bit4xpki.dll`],
    },
  },
  {
    id: "bit4id-ipki",
    program: "bit4id (Incard)",
    cards: "ST Incard cards 1204 and 7420 of Aruba, InfoCert and the chambers of commerce",
    files: {
      linux: ["/usr/lib/bit4id/libbit4ipki.so", ...linux("libbit4ipki.so")],
      darwin: ["/Library/bit4id/pkcs11/libbit4ipki.dylib", "/usr/local/lib/libbit4ipki.dylib"],
      win32: [`${SYSTEM32}\\bit4ipki.dll`],
    },
  },
  {
    id: "bit4id-opki",
    program: "bit4id (Oberthur)",
    cards: "Oberthur cards 16xx and 17xx of Aruba, Actalis and Namirial",
    files: {
      linux: ["/usr/lib/bit4id/libbit4opki.so", ...linux("libbit4opki.so")],
      darwin: ["/Library/bit4id/pkcs11/libbit4opki.dylib", "/usr/local/lib/libbit4opki.dylib"],
      win32: [`${SYSTEM32}\\bit4opki.dll`],
    },
  },
  {
    id: "athena",
    program: "Athena IDProtect",
    cards: "Athena and NXP cards with IDProtect, among them some of Actalis and InfoCert",
    files: {
      linux: ["/usr/lib/x64-athena/libASEP11.so", ...linux("libASEP11.so")],
      darwin: ["/Library/Application Support/Athena/libASEP11.dylib", "/usr/local/lib/libASEP11.dylib"],
      win32: [`${SYSTEM32}\\asepkcs.dll`],
    },
  },
  {
    id: "safenet",
    program: "SafeNet Authentication Client",
    cards: "SafeNet and Aladdin eToken USB keys",
    files: {
      linux: linux("libeTPkcs11.so", "libeToken.so"),
      darwin: [
        "/usr/local/lib/libeTPkcs11.dylib",
        "/Library/Frameworks/eToken.framework/Versions/Current/libeToken.dylib",
      ],
      win32: [`${SYSTEM32}\\eTPKCS11.dll`],
    },
  },
  {
    id: "idprime",
    program: "Thales IDPrime",
    cards: "Thales and Gemalto IDPrime cards and USB keys",
    files: {
      linux: linux("libIDPrimePKCS11.so"),
      darwin: ["/usr/local/lib/libIDPrimePKCS11.dylib"],
      win32: [
        "C:\\Program Files\\SafeNet\\Authentication\\SAC\\x64\\IDPrimePKCS1164.dll",
        `${SYSTEM32}\\IDPrimePKCS1164.dll`,
        `${SYSTEM32}\\IDPrimePKCS11.dll`,
      ],
    },
  },
  {
    id: "idemia-awp",
    program: "Idemia AWP",
    cards: "Oberthur and Idemia Cosmo cards with AWP",
    files: {
      linux: ["/usr/local/AWP/lib/libOcsCryptoki.so", ...linux("libOcsCryptoki.so", "libocscryptoki.so")],
      darwin: ["/usr/local/lib/libOcsCryptoki.dylib"],
      win32: [`${SYSTEM32}\\OcsCryptoki.dll`],
    },
  },
  {
    id: "incard",
    program: "Incard",
    cards: "ST Incard cards 1204 and 7420 with the maker's older program",
    files: {
      linux: linux("libincryptoki2.so"),
      darwin: ["/usr/local/lib/libincryptoki2.dylib"],
      win32: [`${SYSTEM32}\\incryptoki2.dll`],
    },
  },
  {
    id: "cie",
    program: "Software CIE",
    cards: "the electronic identity card (CIE)",
    files: {
      linux: linux("libcie-pkcs11.so"),
      darwin: ["/Library/ipzs/libcie-pkcs11.dylib", "/usr/local/lib/libcie-pkcs11.dylib"],
      win32: [`${SYSTEM32}\\CIEPKI.dll`],
    },
  },
  {
    id: "opensc",
    program: "OpenSC",
    cards: "cards and USB keys of many makers",
    files: {
      linux: linux("opensc-pkcs11.so"),
      darwin: [
        "/Library/OpenSC/lib/opensc-pkcs11.so",
        "/usr/local/lib/opensc-pkcs11.so",
        "/opt/homebrew/lib/opensc-pkcs11.so",
      ],
      win32: ["C:\\Program Files\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll"],
    },
  },
];
