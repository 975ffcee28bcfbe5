/**
 * The closed list of everything that can go wrong. Codes are append-only: never rename or reuse one. `cause` and
 * `remedy` are the English texts of the command line. The extension has its own texts in three languages under the same
 * code. `{name}` stands for a detail of the error. What follows from a code stands in `error-policy.ts`.
 */
export const ERRORS = {
  // Extension and host
  "host.missing": {
    cause: "The Varco program is not installed, or the browser may not start it.",
    remedy: 'Install it with "npm run -s host -- install", then try again.',
  },
  "host.gone": {
    cause: "The Varco program stopped before its work was done.",
    remedy: "Try again. If it happens again, look at the program's log.",
  },
  "host.caller-refused": {
    cause: "Something other than the Varco extension tried to start the program.",
    remedy: "Start it from the extension, or use one of its commands (see --help).",
  },
  "protocol.version": {
    cause: "The extension (protocol {extension}) and the program (protocol {host}) do not fit together.",
    remedy: "Update the older of the two.",
  },
  "message.malformed": {
    cause: "Varco could not understand a message: {reason}.",
    remedy: "Update extension and program to the same version. If it happens again, report it.",
  },
  "message.too-long": {
    cause: "A message was longer than {limit} bytes.",
    remedy: "This should never happen: report it.",
  },
  internal: { cause: "Varco made a mistake: {reason}.", remedy: "Try again, and report it with the log." },
  // Readers
  "reader.service": {
    cause: "The system's smart-card service is not running.",
    remedy:
      'Start it. On Linux: "sudo systemctl start pcscd.socket"; if that unit is missing, install the package pcscd.',
  },
  "reader.none": { cause: "No card reader is connected.", remedy: "Plug the reader in." },
  "reader.gone": { cause: "The reader was unplugged.", remedy: "Plug it in again, insert the card and start again." },
  "reader.not-allowed": {
    cause: "The system's smart-card service does not let you use the card.",
    remedy:
      "Sit at the computer itself instead of using a remote connection, or ask the administrator to allow it. " +
      'On Linux: a polkit rule for "org.debian.pcsc-lite.access_pcsc" and "org.debian.pcsc-lite.access_card".',
  },
  "reader.short-only": {
    cause: "The reader cannot pass on the long command that this card needs.",
    remedy: 'Use a reader that supports "extended APDUs". The card is all right.',
  },
  // Card
  "card.none": { cause: "There is no card in the reader.", remedy: "Insert the card, chip first." },
  "card.choose": { cause: "Several readers hold a card.", remedy: "Choose one with --reader: {readers}." },
  "card.removed": {
    cause: "The card was pulled out before the work was done.",
    remedy: "Insert it again, leave it in the reader and start again.",
  },
  "card.busy": {
    cause: "Another program is using the card.",
    remedy: "Close that program (signature software, another browser), then try again.",
  },
  "card.mute": {
    cause: "The card does not answer.",
    remedy: "Take it out, wipe the chip and insert it again, chip first.",
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
    cause: "The card holds no certificate. It was never activated.",
    remedy: "Activate it at one of your region's counters. Take an identity document with you.",
  },
  "card.certificate": {
    cause: "Varco cannot read the certificate on the card: {reason}.",
    remedy: "Try again. If it happens again, the card is damaged. Ask the help line for a new one.",
  },
  "card.answer": {
    cause: 'The card refused the step "{step}" (status word {statusWord}).',
    remedy: "Insert the card again and try again. If it happens again, report the card's model and the status word.",
  },
  "card.contactless": {
    cause: "The reader reads this card by radio. That way the card does not let anybody log in.",
    remedy: "Push the card into the slot of the reader, chip first. Without a slot, use a reader that has one.",
  },
  // PIN
  "pin.format": { cause: "A PIN has 5 to 8 digits.", remedy: "Type it again. No try was spent." },
  "pin.wrong": { cause: "The PIN is wrong.", remedy: "Tries left: {triesLeft}. Type it again carefully." },
  "pin.blocked": {
    cause: "The PIN is blocked.",
    remedy: "Unblock it with the PUK that you got together with the PIN.",
  },
  "pin.cancelled": { cause: "Nobody gave the PIN.", remedy: "Start again when you are ready." },
  "pin.timeout": { cause: "Nobody typed the PIN for two minutes.", remedy: "Start again when you are ready." },
  // Certificate
  "certificate.expired": {
    cause: "The certificate on the card expired on {notAfter}.",
    remedy: "The portal will probably refuse it. Ask for a new card.",
  },
  "certificate.not-yet-valid": {
    cause: "The certificate on the card becomes valid on {notBefore}.",
    remedy: "Check this computer's date. If it is right, wait for that day.",
  },
  // Server
  "server.address": {
    cause: "This is not an https address: {url}.",
    remedy: "Type the full address. It begins with https://.",
  },
  "server.unreachable": {
    cause: "Varco cannot reach {host}: {reason}.",
    remedy: "Check the address and the network, then try again.",
  },
  "proxy.unusable": {
    cause: "Varco cannot use the proxy {proxy}.",
    remedy: "Set an HTTP proxy, or name the portal among the exceptions (NO_PROXY).",
  },
  "proxy.unreachable": {
    cause: "Varco cannot reach the proxy {proxy}: {reason}.",
    remedy: "Check the network and the proxy, then try again.",
  },
  "proxy.refused": {
    cause: "The proxy {proxy} does not let Varco through to {host}: {reason}.",
    remedy: "Ask those who run the proxy to allow this portal.",
  },
  "proxy.password": {
    cause: "The proxy {proxy} wants a name and a password.",
    remedy: "Ask those who run the proxy to let this computer through without a password.",
  },
  "proxy.script": {
    cause: "The script {script} of this computer's settings does not say which proxy to take: {reason}.",
    remedy: "Check the network, or set the proxy by hand in the computer's settings.",
  },
  "server.timeout": { cause: "{host} did not answer in time.", remedy: "Try again later." },
  "server.name": {
    cause: "The server does not identify itself as {host}.",
    remedy: "Do not go on: the server may be a fake. Tell the portal. Your certificate was not sent.",
  },
  "server.untrusted": {
    cause: "This computer does not trust the authority behind the certificate of {host} ({reason}).",
    remedy: "Do not go on. Tell the portal. Your certificate was not sent.",
  },
  "server.expired": {
    cause: "The certificate of {host} has expired or is not yet valid.",
    remedy: "Check this computer's date. If it is right, tell the portal. Your certificate was not sent.",
  },
  "server.tls-too-old": {
    cause: "{host} offers only outdated encryption (older than TLS 1.2).",
    remedy: "Tell the portal. Your certificate was not sent.",
  },
  "server.handshake": {
    cause: "Varco could not set up a secure connection to {host}: {reason}.",
    remedy: "Try again later. If it happens again, tell the portal.",
  },
  "server.does-not-ask": {
    cause: "{host} does not ask for a certificate.",
    remedy: "Use the portal's ordinary login, or look for its button for the health card or CNS.",
  },
  "server.issuer-not-accepted": {
    cause: "{host} does not list this card's issuer among those that it accepts.",
    remedy: "You can try all the same. If the portal refuses, ask it which cards it takes.",
  },
  "server.certificate-refused": {
    cause: "{host} refused the card's certificate ({reason}).",
    remedy: "Ask the portal which cards it takes. If the card has expired or was revoked, ask for a new one.",
  },
  "server.cut": { cause: "{host} cut the connection.", remedy: "Try again." },
  "server.answer-too-large": {
    cause: "{host} sent more than 20 MB in one answer.",
    remedy: "Tell the portal: an answer to a login should be small.",
  },
  "server.http": { cause: "The answer of {host} is not valid HTTP ({reason}).", remedy: "Tell the portal." },
  "server.signature-again": {
    cause: "{host} ended the connection and wants the card to sign once more.",
    remedy: "Type the PIN again to go on.",
  },
  "server.redirects": {
    cause: "{host} redirects again and again.",
    remedy: "Delete the portal's cookies and try again. If that does not help, tell the portal.",
  },
  // Relay
  "relay.other-origin": {
    cause: "You allowed the login for {origin} only, not for {other}.",
    remedy: "Start the login again from the portal's page.",
  },
  "relay.no-login": { cause: "This login is over.", remedy: "Start again from the portal's page." },
  "relay.request-too-large": {
    cause: "You sent the portal more than 20 MB at once.",
    remedy: "Log in first, then send it.",
  },
  "relay.request-form": {
    cause: "Varco cannot pass on the form that you sent to {host}: forms of this kind can hold files.",
    remedy: "Log in first, then send it.",
  },
  "portal.every-page": {
    cause: "The page of {host} needs a browser that uses the card itself. Varco can use the card for the login only.",
    remedy:
      "For this portal, let the browser use the card itself, as a PKCS#11 module. " +
      "The login worked: nothing is wrong with card or PIN.",
  },
  "portal.step-back": {
    cause: "{host} needs a form that you sent before Varco could see it.",
    remedy: "Go back one step in the browser and press the portal's button again. Now Varco sees the form.",
  },
  "portal.answer": {
    cause: '{host} answered the login with "{status}".',
    remedy: "Try again later. If it happens again, tell the portal.",
  },
  "portal.unsafe-address": {
    cause: "{host} sends the login on to an unencrypted address ({address}).",
    remedy: "Varco did not pass the login on. Tell the portal.",
  },
  "site-access.denied": {
    cause: "Varco is not allowed to hand the login over to {host}.",
    remedy: "Start again, and allow the access when the browser asks. It is for this portal only.",
  },
  "operation.cancelled": {
    cause: "The work was cancelled.",
    remedy: "Start again when you like. A login starts from the portal's page.",
  },
  // Command line and installation
  usage: { cause: "{reason}", remedy: "See --help." },
  "install.write": {
    cause: "Varco cannot write or remove the file {path}: {reason}.",
    remedy: "Check who owns that folder and whether its disk can be written, then try again.",
  },
  "install.system": {
    cause: "Varco cannot register itself on this system ({system}) yet.",
    remedy: "Write the manifests by hand: docs/protocol.md describes them.",
  },
  "install.read": {
    cause: "Varco cannot read the file {path}: {reason}.",
    remedy: "Check who owns it and whether it is damaged, then try again.",
  },
  "install.root": {
    cause: "Only the administrator can install or uninstall Varco for everybody.",
    remedy: "Use sudo, or leave out --system to do it for yourself only.",
  },
  "install.home": {
    cause: "The administrator would write into a folder that belongs to somebody else: {path}.",
    remedy: "Run the command again without sudo, or with --system to do it for everybody.",
  },
  "install.foreign": {
    cause: "Others than the administrator can change {path}, and the programs of all users would run it.",
    remedy:
      "Give it to root and let nobody else write it, or copy Varco into a folder of root's, then install it from there.",
  },
  "install.newer": {
    cause: "A newer version of Varco is registered here, and this one does not know what it has done: {path}.",
    remedy: "Install with the newer version, or uninstall with it first.",
  },
  "install.full": {
    cause: "The disk is full, so nothing was changed: {path}.",
    remedy: "Make room on the disk, then try again.",
  },
  "module.path": {
    cause: "The path contains a line break or ends with a backslash, so p11-kit cannot start the program: {path}.",
    remedy: "Rename the folder, then try again.",
  },
  "module.elsewhere": {
    cause: "Another entry also makes the browser load the PKCS#11 module: {path}.",
    remedy: "Remove it there, or ask the administrator of this computer.",
  },
  "module.not-loaded": {
    cause: "The browser could not load the PKCS#11 module: {reason}.",
    remedy: "Log in with the extension. It needs no module.",
  },
  "module.hidden": {
    cause: 'On this computer p11-kit does not read the modules of a person ("user-config" in {path}).',
    remedy:
      "Log in with the extension, which needs no module. " +
      "Or have the administrator install Varco for everybody (--system), or change that line to merge.",
  },
  "module.unseen": {
    cause: "The browser was opened with the PKCS#11 module registered, but p11-kit did not start it there.",
    remedy:
      'Log in with the extension, which needs no module. "p11-kit list-modules" shows whether p11-kit knows "varco": ' +
      "if not, its settings leave it out; if so, the browser brings a p11-kit of its own.",
  },
  // Care of the card
  "pin.new-format": {
    cause: "The new PIN must consist of 5 to 8 digits.",
    remedy: "Choose another one. No try was spent.",
  },
  "pin.same": { cause: "The new PIN is the same as the old one.", remedy: "Choose another one. No try was spent." },
  "pin.trivial": {
    cause: "The new PIN is too easy to guess.",
    remedy: "Choose one that is neither a sequence such as 12345 nor one repeated digit. No try was spent.",
  },
  "pin.repeat": {
    cause: "The two new PINs differ.",
    remedy: "Type the same new PIN twice. No try was spent.",
  },
  "pin.refused": {
    cause: "The card does not accept this new PIN.",
    remedy: "Choose another one. Nothing was changed.",
  },
  "puk.format": { cause: "A PUK has 8 digits.", remedy: "Type it again. No try was spent." },
  "puk.wrong": {
    cause: "The PUK is wrong.",
    remedy: "Tries left: {triesLeft}. After the last one the PUK is blocked for good.",
  },
  "puk.blocked": {
    cause: "The PUK is blocked: it cannot unblock the PIN any more.",
    remedy: "Call the issuer's help line and ask for a new card.",
  },
  "keypad.cancelled": {
    cause: "Somebody pressed the cancel key on the reader.",
    remedy: "Start again when you are ready. No try was spent.",
  },
  "keypad.timeout": {
    cause: "Nobody typed the code on the reader in time.",
    remedy: "Start again and type on the reader when it asks. No try was spent.",
  },
  "keypad.failed": {
    cause: "The reader's keypad does not work with this card.",
    remedy: "Use another reader, or ask the maker of this one for help. No try was spent.",
  },
  "card.signature": {
    cause: "The card signed, but the signature is wrong.",
    remedy: "Try again. If it happens again, the card is faulty. Ask the help line for a new one.",
  },
  "pin.unknown": {
    cause: "The card stopped answering. It may or may not have taken the new PIN.",
    remedy: "Insert the card again and try the new PIN once. If that is wrong, the old PIN still holds: start again.",
  },
  // Pages of a portal
  "portal.choice-timeout": {
    cause: "Nobody chose within {minutes} minutes how the page of the portal goes on.",
    remedy: "Start again from the portal's page.",
  },
  // Cards and USB keys behind their maker's program
  "token.crashed": {
    cause: "The program of the card's maker ({program}) crashed.",
    remedy: "Take the card or USB key out, put it in again and try again. If it happens again, update that program.",
  },
  "token.silent": {
    cause: "The program of the card's maker ({program}) did not answer in time.",
    remedy: "Take the card or USB key out, put it in again and try again. If it happens again, update that program.",
  },
  "token.refused": {
    cause: "The program of the card's maker ({program}) refused the step {step} (PKCS#11 return value {value}).",
    remedy: "Try again. If it happens again, update that program, and report its name and the value.",
  },
  "token.module": {
    cause: "Varco does not load the PKCS#11 module {file}: {reason}.",
    remedy: "Name the file that the card's maker installs. It must belong to root or to you, and to nobody else.",
  },
  "token.file": {
    cause: "The list of modules cannot be used: {path}: {reason}.",
    remedy: "Correct the file or delete it. After that, name your modules again.",
  },
  "token.add-on": {
    cause: "The part of Varco that uses other makers' programs is missing: {reason}.",
    remedy: 'Install Varco again. In a clone of its repository, run "npm ci".',
  },
  "token.elsewhere": {
    cause: "Varco cannot do this with a card or USB key that works through the program of its maker ({program}).",
    remedy: "Do it in that program.",
  },
  "token.pin-format": {
    cause: "The PIN of this card or USB key has {min} to {max} characters: digits, letters without accents, signs.",
    remedy: "Type it again. No try was spent.",
  },
  "token.new-pin-format": {
    cause: "The new PIN must have {min} to {max} characters: digits, letters without accents, signs.",
    remedy: "Choose another one. No try was spent.",
  },
  "token.pin-blocked": {
    cause: "The PIN of this card or USB key is blocked.",
    remedy: "Unblock it in the program of its maker ({program}). Varco cannot do it.",
  },
  // Families of cards
  "families.file": {
    cause: "The file of card families cannot be used: {reason}.",
    remedy: "Ask whoever sent it for a corrected one. Nothing was changed.",
  },
  "families.unknown": {
    cause: "No family of that name was added: {name}.",
    remedy: 'See "varco-host families list".',
  },
} as const satisfies Record<string, { cause: string; remedy: string }>;
