import { VarcoError } from "../../shared/errors";
import type { CertificatePlace } from "./families/family";
import { derLength } from "./der-length";
import type { FileSystem } from "./file-system";

const STEP = "read certificate";
/** The first read: enough for any header, and as much as every card gives at once. */
const FIRST_READ = 255;

/** What a place holds: the certificate (DER without padding), a file without one, or no file. */
export type CertificateFile = Uint8Array | "empty" | "missing";

/**
 * Reads a certificate file: the beginning, then only as much as the DER header says, never the padding after it.
 * Throws `card.certificate` for a file that holds something else or ends too early, `card.answer`.
 */
export async function readCertificateFile(files: FileSystem, place: CertificatePlace): Promise<CertificateFile> {
  if (!(await files.select(STEP, place.path))) return "missing";
  const head = await files.read(STEP, 0, FIRST_READ);
  const start = place.header?.length ?? 0;
  if (isBlank(head) || (place.header && isZeroLength(head, place.header.lengthAt))) return "empty";
  const length = start + derLength(head.subarray(start));
  const file = await files.readOn(STEP, head, length);
  if (file.length < length)
    throw new VarcoError("card.certificate", { reason: `the file ends after ${file.length} of ${length} bytes` });
  return file.slice(start);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x00) || bytes.every((byte) => byte === 0xff);
}

function isZeroLength(head: Uint8Array, at: number): boolean {
  return head[at] === 0 && head[at + 1] === 0;
}
