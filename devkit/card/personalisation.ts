import type { KeyObject } from "node:crypto";
import { CARD_FAMILIES, type CardFamily, type CardFamilyName, type Path } from "./family";
import { df, ef, MASTER_FILE, padded, type CardFile } from "./files";
import { encodePersonalData, PERSONAL_DATA_SIZE, type PersonalData } from "./personal-data";
import { SecretReference } from "./secret-reference";
import type { CardContents, CardKey, TellsTries } from "./state";

/** Options of a virtual card. */
export interface Personalisation {
  /** Default `standard`. */
  readonly family?: CardFamilyName;
  /** DER of the authentication certificate; null: a card that was never activated. */
  readonly certificate: Uint8Array | null;
  /** RSA private key of that certificate. */
  readonly privateKey: KeyObject;
  /** 5 to 8 digits. */
  readonly pin: string;
  readonly puk: string;
  /** 16 ASCII characters. */
  readonly serial: string;
  readonly personalData: PersonalData;
  /** Tries at the beginning; the counters are restored to 3 and 10. */
  readonly pinTriesLeft?: number;
  readonly pukTriesLeft?: number;
  readonly tellsTries?: Partial<TellsTries>;
  /** Bytes of the certificate's file (default 2048) and what fills it up (default 00). */
  readonly certificateFile?: { readonly size?: number; readonly padding?: number };
  /** The qualified-signature pair that some cards hold beside ("CNS1"): never for login. */
  readonly signaturePair?: { readonly certificate: Uint8Array; readonly privateKey: KeyObject; readonly pin: string };
  /** Certificate and key lie where Infocamere puts them, whatever the family. */
  readonly infocamereLayout?: boolean;
  /** Refuse extended-length APDUs although the family takes them. */
  readonly shortApdusOnly?: boolean;
  /** Takes long commands in envelopes, and no chains. */
  readonly envelopesOnly?: boolean;
}

const PIN_TRIES = 3;
const PUK_TRIES = 10;
const SIGNATURE = {
  certificate: [0x1400, 0x9010],
  key: 0x10,
  directory: [0x1400, 0x8110],
  pinReference: 0x1a,
} as const;
const TELLS_ALL: TellsTries = { whenAsked: true, whenWrong: true, refusal: 0x6700 };

/**
 * Makes files, secrets and keys of a card. Throws `RangeError` for a PIN, PUK, serial number or key that no card has.
 */
export function personalise(options: Personalisation): CardContents {
  const chosen = familyOf(options);
  const family = {
    ...chosen,
    ...(options.shortApdusOnly === true && { extendedLength: false }),
    ...(options.envelopesOnly === true && { commandChaining: false, envelope: true }),
  };
  const { application } = family;
  const files = family.cns ? cnsFiles(options, family.certificate) : [];
  const root = df(MASTER_FILE, application === null ? files : []);
  const applications =
    application === null
      ? []
      : [df(MASTER_FILE, files, application.aid), ...application.others.map((aid) => df(MASTER_FILE, [], aid))];
  const { secrets, unblockedBy } = secretsOf(options);
  return {
    family,
    root,
    applications,
    secrets,
    unblockedBy,
    keys: keysOf(options),
    tellsTries: { ...TELLS_ALL, ...options.tellsTries },
  };
}

function cnsFiles(
  options: Personalisation,
  place: { path: Path; header: (der: Uint8Array) => Uint8Array },
): CardFile[] {
  const { certificate, signaturePair, serial } = options;
  if (!/^[\x20-\x7e]{16}$/.test(serial)) throw new RangeError("a serial number has 16 ASCII characters");
  const { size = 2048, padding = 0 } = options.certificateFile ?? {};
  const stored = certificate === null ? new Uint8Array() : Buffer.concat([place.header(certificate), certificate]);
  const files: [Path, Uint8Array][] = [
    [[0x1000, 0x1002], padded(new Uint8Array(), 54, 0)],
    [[0x1000, 0x1003], new Uint8Array(Buffer.from(serial, "latin1"))],
    [place.path, padded(stored, size, padding)],
    [[0x1100, 0x1102], padded(encodePersonalData(options.personalData), PERSONAL_DATA_SIZE, 0)],
    [[0x1200, 0x1201], new Uint8Array(256)],
    [[0x1200, 0x1202], new Uint8Array(16)],
    [[0x1200, 0x1203], new Uint8Array(160)],
    [[0x2f02], new Uint8Array(12)],
    [[0x3f02], new Uint8Array(8)],
  ];
  if (signaturePair) files.push([SIGNATURE.certificate, padded(signaturePair.certificate, size, padding)]);
  return withDirectories(
    files,
    keysOf(options).flatMap(({ directory }) => (directory === null ? [] : [directory])),
  );
}

/** The tree of files given by their paths, and of directories that hold nothing else. */
function withDirectories(files: readonly [Path, Uint8Array][], directories: readonly Path[]): CardFile[] {
  const heads = new Set(
    [...files.map(([path]) => path), ...directories].flatMap(([first]) => (first === undefined ? [] : [first])),
  );
  return [...heads].map((identifier) => {
    const here = files.find(([path]) => path.length === 1 && path[0] === identifier);
    if (here) return ef(identifier, here[1]);
    const below = (path: Path) => path[0] === identifier && path.length > 1;
    const inside = files
      .filter(([path]) => below(path))
      .map(([path, content]): [Path, Uint8Array] => [path.slice(1), content]);
    return df(
      identifier,
      withDirectories(
        inside,
        directories.filter(below).map((path) => path.slice(1)),
      ),
    );
  });
}

function familyOf({ family = "standard", infocamereLayout = false }: Personalisation): CardFamily {
  const { certificate, key } = CARD_FAMILIES["infocamere-1204"];
  return infocamereLayout ? { ...CARD_FAMILIES[family], certificate, key } : CARD_FAMILIES[family];
}

function secretsOf(options: Personalisation) {
  const { pin, puk, pinTriesLeft, pukTriesLeft, signaturePair } = options;
  const { pinReference, pukReference, key } = familyOf(options);
  const secrets = new Map<number, SecretReference>();
  const unblockedBy = new Map<number, number>();
  if (key !== null) {
    secrets.set(pinReference, new SecretReference(pin, PIN_TRIES, pinTriesLeft));
    secrets.set(pukReference, new SecretReference(puk, PUK_TRIES, pukTriesLeft));
    unblockedBy.set(pinReference, pukReference);
  }
  if (signaturePair) secrets.set(SIGNATURE.pinReference, new SecretReference(signaturePair.pin, PIN_TRIES));
  return { secrets, unblockedBy };
}

function keysOf(options: Personalisation): CardKey[] {
  const { privateKey, signaturePair } = options;
  const { key, pinReference } = familyOf(options);
  const keys: CardKey[] = [];
  if (key !== null) keys.push({ ...key, pinReference, key: privateKey, size: modulusSize(privateKey) });
  if (signaturePair) {
    const { key: reference, directory, pinReference: signaturePin } = SIGNATURE;
    keys.push({
      reference,
      directory,
      pinReference: signaturePin,
      key: signaturePair.privateKey,
      size: modulusSize(signaturePair.privateKey),
    });
  }
  return keys;
}

function modulusSize(key: KeyObject): number {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.type !== "private" || key.asymmetricKeyType !== "rsa" || bits === undefined)
    throw new RangeError("not an RSA private key");
  return bits / 8;
}
