import { join } from "node:path";
import { VARCO_VERSION } from "../../../shared/identity";
import { BUILT_HOST } from "../folders";
import { run } from "../run";

/** One verb of the host's command line, as its help tells it. */
export interface Verb {
  readonly name: string;
  /** Its arguments, as a person reads them. */
  readonly args: string;
  readonly does: string;
}

/** The verbs, from the help of the built host. */
export function readHelp(): Verb[] {
  return parseHelp(run(process.execPath, [join(BUILT_HOST, "main.cjs"), "--help"]));
}

/** Throws `Error` for a text that is no help. */
export function parseHelp(text: string): Verb[] {
  const lines = /^ {2}varco-host (\S+) ?(.*)\n {6}(.*)$/gm;
  const verbs = [...text.matchAll(lines)].map(([, name = "", args = "", does = ""]) => ({ name, args, does }));
  if (verbs.length === 0) throw new Error("the host's help names no verb");
  return verbs;
}

/** The options of a verb. */
export function optionsOf({ args }: Verb): string[] {
  return [...new Set(args.match(/--[a-z-]+/g) ?? [])];
}

/** The manual page varco-host(1), in groff's man macros (man(7)). */
export function manPage(verbs: readonly Verb[]): string {
  const entries = verbs.map(
    ({ name, args, does }) => `.TP\n.B varco-host ${roff(name)}\n${roff(args)}\n.br\n${roff(does)}\n`,
  );
  return `.TH VARCO\\-HOST 1 "" "Varco ${VARCO_VERSION}" "User Commands"
.SH NAME
varco\\-host \\- log in to public portals with a CNS smart card
.SH SYNOPSIS
.B varco\\-host
.I command
[\\fIargument\\fR ...]
.SH DESCRIPTION
Browsers start this program for the extension Varco, and p11\\-kit starts it as a PKCS#11 module. People need it on the
command line only to look at a card, to change its PIN, or to find out what is wrong.
.SH COMMANDS
${entries.join("")}.SH EXIT STATUS
0: done. 1: failed; standard error names the error, its cause and the remedy. 2: the arguments were not understood.
.SH FILES
.TP
.I /usr/lib/varco
The program.
.TP
.I /usr/share/p11\\-kit/modules/varco.module
Its registration with p11\\-kit.
.SH SEE ALSO
.BR pcscd (8),
.BR p11\\-kit (8)
`;
}

/** Text for groff: a minus is no hyphen, a backslash and a first dot are no orders. */
function roff(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/, "\\&$&");
}
