import { parse } from "content-disposition";
import { plainLine } from "../../login/plain-text";

/** A file that a portal sends in place of a page. */
export interface PortalFile {
  /** As it may stand on a disk, without any folder. */
  readonly name: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Whether a browser would show it in the tab if it got it by itself. */
  readonly isShown: boolean;
}

/** What an answer tells about its body. */
export interface BodyFacts {
  readonly url: string;
  /** Type and subtype, in small letters. */
  readonly type: string;
  /** The field `Content-Disposition` (RFC 6266). */
  readonly disposition: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Characters of a name. File systems take 255 bytes. */
const NAME = 80;
const LOOKED_AT = 2000;
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u;
/** Characters that Windows takes in no name, and that separate folders somewhere. */
const RESERVED = /[<>:"|?*]/g;
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Types that browsers show: of all others they make downloads. */
const SHOWN_TYPES = /^(?:(?:text|image|audio|video)\/|application\/(?:pdf|json|xml|xhtml\+xml|.+\+(?:json|xml))$|$)/;
/** Endings of names that have none. */
const ENDINGS: Readonly<Partial<Record<string, string>>> = {
  "application/pdf": ".pdf",
  "application/zip": ".zip",
  "application/pkcs7-mime": ".p7m",
  "application/x-pkcs7-mime": ".p7m",
  "application/json": ".json",
  "application/xml": ".xml",
  "text/xml": ".xml",
  "text/plain": ".txt",
  "text/csv": ".csv",
};

/** Whether the server says that the answer is to be saved. */
export function isAttachment(disposition: string | null): boolean {
  return disposition !== null && parse(disposition).type === "attachment";
}

/** The file in an answer, null where there is nothing in it. */
export function portalFile({ url, type, disposition, body }: BodyFacts): PortalFile | null {
  if (body.length === 0) return null;
  const said = disposition === null ? "" : (parse(disposition).parameters["filename"] ?? "");
  const name = cleanName(said) || cleanName(lastSegment(url)) || "file";
  const ending = ENDING.test(name) ? "" : (ENDINGS[type] ?? "");
  return { name: name + ending, body, isShown: !isAttachment(disposition) && SHOWN_TYPES.test(type) };
}

/** RFC 6266 §4.3: only the last part of a path, nothing that a file system gives a meaning, no hidden file. */
function cleanName(said: string): string {
  const last = said.split(/[/\\]/).at(-1) ?? "";
  // Of a long one its beginning and its ending count.
  const short = last.length > LOOKED_AT ? last.slice(0, LOOKED_AT / 2) + last.slice(-LOOKED_AT / 2) : last;
  const name = plainLine(short.normalize("NFC"), LOOKED_AT)
    .replace(RESERVED, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  const ending = ENDING.exec(name)?.[0] ?? "";
  const stem = Array.from(name.slice(0, name.length - ending.length));
  return (
    stem
      .slice(0, NAME - ending.length)
      .join("")
      .trimEnd() + ending
  ).replace(DEVICE, "_$&");
}

function lastSegment(url: string): string {
  const segment = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
