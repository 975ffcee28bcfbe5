/**
 * The closed list of everything that can go wrong. Codes are append-only: never renamed, never reused.
 * `cause` and `remedy` are the plain English texts of the command line; the extension has its own in three
 * languages under the same code. `{name}` is filled from the error's details.
 */
export const ERRORS = {
  // Extension and host
  "host.missing": {
    cause: "The Varco program is not installed, or the browser may not start it.",
    remedy: 'Install it with "npm run -s host -- install", then try again.',
  },
  "host.gone": {
    cause: "The Varco program stopped in the middle of the work.",
    remedy: "Try again. If it happens again, look at the log of the program.",
  },
  "host.caller-refused": {
    cause: "Something that is not the Varco extension tried to start the program.",
    remedy: "Start it from the extension, or use one of its commands (see --help).",
  },
  "protocol.version": {
    cause: "Extension (protocol {extension}) and program (protocol {host}) do not fit together.",
    remedy: "Update the older of the two.",
  },
  "message.malformed": {
    cause: "A message could not be understood: {reason}.",
    remedy: "Update extension and program to the same version. If it goes on, report it.",
  },
  "message.too-long": {
    cause: "A message was longer than {limit} bytes.",
    remedy: "Report it: this should not happen.",
  },
  internal: { cause: "Varco made a mistake of its own: {reason}.", remedy: "Try again, and report it with the log." },
  // Readers
  "reader.service": {
    cause: "The smart-card service of the system is not running.",
    remedy: 'Start it (Linux: "sudo systemctl start pcscd.socket"; install the package pcscd if it is missing).',
  },
  "reader.none": { cause: "No card reader is connected.", remedy: "Plug the reader in." },
  "reader.gone": { cause: "The reader was unplugged.", remedy: "Plug it in again, insert the card and start again." },
  "reader.not-allowed": {
    cause: "The smart-card service of the system does not let you use the card.",
    remedy:
      'Work at the computer itself, not over a remote connection; or have the administrator allow it (Linux: a polkit rule for "org.debian.pcsc-lite.access_pcsc" and "org.debian.pcsc-lite.access_card").',
  },
  "reader.short-only": {
    cause: "The reader cannot pass on the long command that this card needs.",
    remedy: 'Use another reader, one for "extended APDUs". The card is all right.',
  },
  // Card
  "card.none": { cause: "There is no card in the reader.", remedy: "Insert the card, chip first." },
  "card.choose": { cause: "There are several cards.", remedy: "Choose one with --reader: {readers}." },
  "card.removed": {
    cause: "The card was pulled out in the middle of the work.",
    remedy: "Insert it again, leave it in the reader and start again.",
  },
  "card.busy": {
    cause: "Another program is using the card.",
    remedy: "Close the other program (signature software, another browser), then try again.",
  },
  "card.mute": {
    cause: "The card does not answer.",
    remedy: "Take it out, wipe the chip, insert it again chip first.",
  },
  "card.not-cns": {
    cause: "This card is not a CNS (health card, CPS, CNS).",
    remedy: "Insert your health card or another CNS.",
  },
  "card.unsupported": {
    cause: "Varco recognises this card ({family}) but cannot use it yet: {missing}.",
    remedy: "Use the software that came with the card, and report the model so that it can be added.",
  },
  "card.not-activated": {
    cause: "The card holds no certificate: it was never activated.",
    remedy: "Activate it at a counter of your region, with an identity document.",
  },
  "card.certificate": {
    cause: "The certificate on the card cannot be read: {reason}.",
    remedy: "Try again. If it happens again, the card is damaged: ask the help line for a new one.",
  },
  "card.answer": {
    cause: 'The card refused the step "{step}" (status word {statusWord}).',
    remedy: "Insert the card again and try again. If it happens again, report model and status word.",
  },
  // PIN
  "pin.format": { cause: "A PIN has 5 to 8 digits.", remedy: "Type it again. No try was spent." },
  "pin.wrong": { cause: "The PIN is wrong.", remedy: "Tries left: {triesLeft}. Type it again with care." },
  "pin.blocked": { cause: "The PIN is blocked.", remedy: "Unblock it with the PUK that you were given with the PIN." },
  "pin.cancelled": { cause: "The PIN was not given.", remedy: "Start again when you are ready." },
  "pin.timeout": { cause: "Nobody typed the PIN for two minutes.", remedy: "Start again when you are ready." },
  // Certificate
  "certificate.expired": {
    cause: "The certificate on the card expired on {notAfter}.",
    remedy: "The portal will probably refuse it. Ask for a new card.",
  },
  "certificate.not-yet-valid": {
    cause: "The certificate on the card is valid only from {notBefore}.",
    remedy: "Check the date of this computer. If it is right, wait for that day.",
  },
  // Server
  "server.address": {
    cause: "This is not an https address: {url}.",
    remedy: "Type the full address, beginning with https://.",
  },
  "server.unreachable": {
    cause: "{host} cannot be reached: {reason}.",
    remedy: "Check the address and the network, then try again.",
  },
  "server.timeout": { cause: "{host} did not answer in time.", remedy: "Try again later." },
  "server.name": {
    cause: "The server identifies itself with another name than {host}.",
    remedy: "Do not go on: it may be a fake. Tell the portal. Your certificate was not sent.",
  },
  "server.untrusted": {
    cause: "The certificate of {host} comes from an authority that this computer does not trust ({reason}).",
    remedy: "Do not go on. Tell the portal. Your certificate was not sent.",
  },
  "server.expired": {
    cause: "The certificate of {host} is expired or not yet valid.",
    remedy: "Check the date of this computer. If it is right, tell the portal. Your certificate was not sent.",
  },
  "server.tls-too-old": {
    cause: "{host} offers only an outdated encryption (older than TLS 1.2).",
    remedy: "Tell the portal. Your certificate was not sent.",
  },
  "server.handshake": {
    cause: "No secure connection to {host}: {reason}.",
    remedy: "Try again later. If it happens again, tell the portal.",
  },
  "server.does-not-ask": {
    cause: "{host} does not ask for a certificate.",
    remedy: "Use the ordinary login of the portal, or look for its button for the health card or CNS.",
  },
  "server.issuer-not-accepted": {
    cause: "{host} does not list the issuer of this card among those that it accepts.",
    remedy: "You can try. If the portal refuses, ask it which cards it takes.",
  },
  "server.certificate-refused": {
    cause: "{host} refused the certificate of the card ({reason}).",
    remedy: "Ask the portal which cards it takes. If the card is expired or revoked, ask for a new one.",
  },
  "server.cut": { cause: "{host} cut the connection.", remedy: "Try again." },
  "server.answer-too-large": {
    cause: "The answer of {host} is larger than 20 MB.",
    remedy: "Tell the portal: a login answer should be small.",
  },
  "server.http": { cause: "{host} gave an answer that is not valid HTTP ({reason}).", remedy: "Tell the portal." },
  "server.signature-again": {
    cause: "{host} ended the connection and wants the card to sign once more.",
    remedy: "Type the PIN again to go on.",
  },
  "server.redirects": {
    cause: "{host} redirects without end.",
    remedy: "Delete the cookies of the portal, try again, then tell the portal.",
  },
  // Relay
  "relay.other-origin": {
    cause: "The login was allowed for {origin} only, not for {other}.",
    remedy: "Start the login again from the page of the portal.",
  },
  "relay.no-login": { cause: "This login is over.", remedy: "Start again from the page of the portal." },
  "relay.request-too-large": {
    cause: "What was sent to the portal is larger than 20 MB.",
    remedy: "Log in first, then send it.",
  },
  "relay.request-form": {
    cause: "Varco cannot pass on the kind of form that was sent to {host}: it may hold files.",
    remedy: "Log in first, then send it.",
  },
  "portal.every-page": {
    cause: "{host} wants the certificate for every single page; Varco can only pass it on for the login.",
    remedy:
      "For this portal use a browser set up with the card as a module. The login itself worked; nothing is wrong with card or PIN.",
  },
  "portal.step-back": {
    cause: "{host} expected a form that was sent before Varco could see it.",
    remedy: "Go back one step in the browser and press the button of the portal again: now Varco sees it.",
  },
  "portal.answer": {
    cause: '{host} answered "{status}" to the login.',
    remedy: "Try again later. If it happens again, tell the portal.",
  },
  "portal.unsafe-address": {
    cause: "{host} sends the login on to an address without encryption ({address}).",
    remedy: "The login was not passed on. Tell the portal.",
  },
  "site-access.denied": {
    cause: "Varco may not hand the login over to {host}.",
    remedy: "Start again and allow the access that the browser asks for. It holds for this portal only.",
  },
  "operation.cancelled": {
    cause: "The work was cancelled.",
    remedy: "Start again when you want; a login, from the page of the portal.",
  },
  // Command line and installation
  usage: { cause: "{reason}", remedy: "See --help." },
  "install.write": {
    cause: "The file {path} cannot be written or removed: {reason}.",
    remedy: "Check who owns that folder, then try again.",
  },
  "install.system": {
    cause: "Varco cannot register itself on this system ({system}) yet.",
    remedy: "Write the manifests by hand as docs/protocol.md describes.",
  },
  "install.read": {
    cause: "The file {path} cannot be read: {reason}.",
    remedy: "Check who owns it and whether it is damaged, then try again.",
  },
  "install.root": {
    cause: "Only the administrator can install Varco for everybody, or take that away.",
    remedy: "Use sudo, or leave --system out to do it for yourself alone.",
  },
  "install.home": {
    cause: "This folder belongs to somebody else, not to the administrator: {path}.",
    remedy: "Run it again without sudo; for everybody, with --system.",
  },
  "module.path": {
    cause:
      "The program {path} cannot be started by p11-kit: there is a line break in its path, or a backslash at its end.",
    remedy: "Give the folder another name, then try again.",
  },
  "module.elsewhere": {
    cause: "The browser has the PKCS#11 module by another entry too: {path}.",
    remedy: "Take it out there, or ask whoever administers this computer.",
  },
  "module.not-loaded": {
    cause: "The browser could not load the PKCS#11 module: {reason}.",
    remedy: "Log in with the extension: it needs no module.",
  },
  // Care of the card
  "pin.new-format": {
    cause: "The new PIN must have 5 to 8 digits, and nothing but digits.",
    remedy: "Choose another one. No try was spent.",
  },
  "pin.same": { cause: "The new PIN is the old one.", remedy: "Choose another one. No try was spent." },
  "pin.trivial": {
    cause: "The new PIN is too easy to guess.",
    remedy: "Choose one that is no row of digits and not one digit only. No try was spent.",
  },
  "pin.repeat": {
    cause: "The two new PINs are not the same.",
    remedy: "Type the new PIN again, the same one twice. No try was spent.",
  },
  "pin.refused": {
    cause: "The card does not take this new PIN.",
    remedy: "Choose another one, with 5 to 8 digits. Nothing was changed.",
  },
  "puk.format": { cause: "A PUK has 8 digits.", remedy: "Type it again. No try was spent." },
  "puk.wrong": {
    cause: "The PUK is wrong.",
    remedy: "Tries left: {triesLeft}. After the last one the card cannot be used any more.",
  },
  "puk.blocked": {
    cause: "The PUK is blocked: it cannot unblock the PIN any more.",
    remedy: "Call the help line of the body that issued it, and ask for a new card.",
  },
  "keypad.cancelled": {
    cause: "The work was cancelled on the reader.",
    remedy: "Start again when you are ready. No try was spent.",
  },
  "keypad.timeout": {
    cause: "Nothing was typed on the reader in time.",
    remedy: "Start again and type the codes on the reader. No try was spent.",
  },
  "keypad.failed": {
    cause: "The keypad of the reader cannot be used with this card.",
    remedy: "Use another reader, or ask its maker for help. No try was spent.",
  },
  "card.signature": {
    cause: "The card signed, but the signature is not right.",
    remedy: "Try again. If it happens again the card is faulty: ask the help line for a new one.",
  },
  "pin.unknown": {
    cause: "The card could not answer any more. Nobody knows whether it took the new PIN.",
    remedy: "Insert it again and try the new PIN once. If it is wrong, nothing was changed: start again.",
  },
} as const satisfies Record<string, { cause: string; remedy: string }>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number | null>>;

/** An error as it travels in messages: the code and what fills the texts. Never personal data, never a PIN. */
export interface ErrorValue {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Whether a text from outside is one of the codes. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** What every part of Varco throws. */
export class VarcoError extends Error implements ErrorValue {
  override readonly name = "VarcoError";
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: { cause: unknown },
  ) {
    super(`${code}: ${fill(ERRORS[code].cause, details)}`, options);
  }
  toJSON(): ErrorValue {
    return { code: this.code, details: this.details };
  }
}

/** Puts details into a text of the table: `{name}` becomes the detail, an unknown one `?`. */
export function fill(text: string, details: ErrorDetails): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "?"));
}

/** Any thrown thing as a member of the closed list; what is not one becomes `internal`. */
export function toVarcoError(thrown: unknown): VarcoError {
  if (thrown instanceof VarcoError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new VarcoError("internal", { reason }, { cause: thrown });
}
