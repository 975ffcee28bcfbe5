import type { Texts } from "./form";

/** English. */
export const en: Texts = {
  checks: {
    "host.registered": {
      title: "Registration with the browsers",
      found: ["These browsers find Varco: {browsers}."],
      some: ["{browsers} find Varco. {missing} do not.", "Register Varco with all browsers."],
      none: ["No browser finds Varco.", "Register Varco with the browsers."],
    },
    "host.program": {
      title: "Program that the browsers start",
      starts: ["The browsers start {program}."],
      missing: ["{path} sends the browser to {program}, which does not exist.", "Register Varco again."],
      mode: ["The browser may not start {program}: it is not executable.", "Register Varco again."],
      damaged: ["The browser cannot read {path}.", "Register Varco again."],
      foreign: ["{path} does not admit the extension of Varco.", "Register Varco again."],
    },
    "host.double": {
      title: "Number of installations",
      single: ["There is one installation."],
      two: [
        "There are several installations, and each browser takes its own: {programs}.",
        "Keep the package, and remove the registration of this person.",
      ],
      mixed: ["Your browsers start different installations: {programs}.", "Register this one with all browsers."],
    },
    "host.version": {
      title: "Versions of program and extension",
      same: ["Version {version}."],
      differs: ["The browsers start version {registered}, and this is version {program}.", "Register this version."],
      extension: [
        "The extension has version {extension}, the program version {program}.",
        "Update the older one. Browsers update the extension by themselves when they are opened again.",
      ],
      silent: ["The program that the browsers start does not answer.", "Register Varco again."],
    },
    "host.leftovers": {
      title: "Remains of interrupted installations",
      clean: ["Nothing was left."],
      left: ["An interrupted installation has left {paths}.", "Delete it."],
    },
    "settings.files": {
      title: "Your own additions to Varco",
      readable: ["Everything can be read, or there is nothing."],
      families: ["The families of cards in {path} cannot be used: {reason}.", "Correct the file, or delete it."],
      tokens: ["The list of modules in {path} cannot be used: {reason}.", "Correct the file, or delete it."],
    },
    "browser.found": {
      title: "Browsers",
      found: ["{browsers}."],
      none: ["No browser was found in the usual places.", "Install Firefox, Chromium or Chrome."],
    },
    "browser.packaging": {
      title: "Browsers in a box (snap, flatpak)",
      plain: ["No browser is a snap or a flatpak."],
      boxed: [
        "{browsers}: the browser asks once whether it may start Varco.",
        "Answer yes. If you answered no, this makes it ask again.",
      ],
    },
    "portal.permission": {
      title: "Access of the extension to portals",
      allowed: ["Allowed sites: {count}."],
      later: ["No site so far: the browser asks at the first login."],
      outside: ["Only the extension knows. Its welcome page shows it."],
    },
    "service.installed": {
      title: "Smart-card service: installation",
      found: ["It is there."],
      missing: ["The smart-card service (pcscd) is not installed.", "Install it."],
      library: ["The library of the smart-card service cannot be loaded: {reason}.", "Install the service again."],
    },
    "service.running": {
      title: "Smart-card service: operation",
      answers: ["It answers."],
      stopped: ["The smart-card service does not run.", "Start it."],
    },
    "service.allowed": {
      title: "Smart-card service: permission",
      allowed: ["It admits you."],
      refused: [
        "The smart-card service runs and refuses you (polkit).",
        "Sit at the computer itself, or have the administrator add a rule.",
      ],
    },
    "reader.present": {
      title: "Card reader",
      found: ["{readers}."],
      none: ["The smart-card service sees no reader.", "Plug the reader in, straight into the computer if you can."],
    },
    "reader.driver": {
      title: "Driver of the reader",
      serves: ["{reader} has one."],
      "not-usb": ["There is no standard reader on the USB that would need one."],
      missing: ["{reader} is plugged in, and the driver of card readers is missing.", "Install the driver."],
      unseen: [
        "{reader} is plugged in, and the smart-card service does not see it.",
        "Unplug it and plug it in again. If that does not help, restart the service.",
      ],
    },
    "reader.sleep": {
      title: "Power saving of the reader",
      awake: ["No reader sleeps."],
      asleep: [
        "The system has put {reader} or its hub ({device}) to sleep to save power.",
        "If the card is not noticed, keep the device awake.",
      ],
    },
    "card.present": {
      title: "Card in the reader",
      found: ["A card is in {reader}."],
      none: ["There is no card in the reader.", "Insert the card, chip first."],
      mute: ["The card in the reader does not answer.", "Take it out, wipe the chip and insert it again, chip first."],
      several: ["There are several cards. What follows is about the one in {reader}.", "Leave one card in."],
    },
    "card.free": {
      title: "Other programs at the card",
      free: ["No other program works with cards."],
      untold: ["No program keeps the card. This system does not tell which programs work with cards."],
      others: ["These programs work with cards too: {programs}.", "If a login fails, close them and try again."],
      busy: ["Another program keeps the card: {programs}.", "Close that program."],
    },
    "card.contact": {
      title: "Contacts or radio",
      contacts: ["The reader reads the card by its contacts."],
      radio: [
        "{reader} reads the card by radio. That way it lets nobody log in.",
        "Push the card into the slot of the reader, chip first.",
      ],
    },
    "card.known": {
      title: "Kind of card",
      known: ["It is a card of the family {family}."],
      through: ["Varco uses it through the program of its maker ({program})."],
      "not-cns": ["This card is not a CNS (health card, CPS, CNS).", "Insert your health card or another CNS."],
      unsupported: [
        "Varco recognises this card ({family}) and cannot use it yet.",
        "Use the software that came with the card, and report the model.",
      ],
      unreadable: ["The card cannot be read ({reason}).", "Insert it again. If that does not help, ask for a new one."],
    },
    "card.activated": {
      title: "Activation of the card",
      activated: ["It holds a certificate."],
      empty: [
        "The card holds no certificate: it was never activated.",
        "Activate it at a counter of your region. Take an identity document with you.",
      ],
    },
    "card.dates": {
      title: "Validity of the certificate",
      valid: ["From {from} to {until}."],
      soon: ["It ends on {until}.", "Ask for a new card now."],
      expired: ["It ended on {until}.", "Ask for a new card."],
      early: ["It begins on {from}.", "Check the computer's date. If it is right, wait for that day."],
    },
    "card.pin": {
      title: "PIN",
      tries: ["Tries left: {tries}."],
      untold: ["The card does not tell how many tries are left."],
      last: ["One try is left.", "Look the PIN up before you type it. Or unblock it with the PUK first."],
      blocked: ["The PIN is blocked.", "Unblock it with the PUK on the card page, or with “varco-host pin unblock”."],
    },
    "middleware.installed": {
      title: "Programs of card makers",
      few: ["Programs: {programs}."],
      several: [
        "There are several programs of card makers: {programs}. They can disturb each other.",
        "Uninstall those that you do not need. Varco needs none of them for a CNS.",
      ],
    },
    "middleware.p11-kit": {
      title: "Other modules in p11-kit",
      alone: ["There is no other one."],
      others: [
        "Programs load these modules as well: {modules}.",
        "If a browser asks for the PIN twice or logins fail, remove them or uninstall their program.",
      ],
    },
    "middleware.nss": {
      title: "Other modules in the browsers",
      alone: ["There is no other one."],
      others: [
        "Browsers load these modules as well: {modules}.",
        "If logins fail, close the browser and remove the module from its list.",
      ],
    },
    "module.registered": {
      title: "Module of Varco for the browsers",
      found: ["p11-kit knows the module of Varco."],
      absent: ["There is no p11-kit here. Varco logs in without it."],
      unregistered: [
        "The module of Varco is not registered. Only portals that want the card on every page need it.",
        "Register it.",
      ],
      broken: ["The module of Varco is registered, and leads nowhere.", "Register it again."],
      hidden: [
        "p11-kit does not read your modules: “user-config” in {path} forbids it.",
        "Have the administrator install Varco for everybody, or change that line to merge.",
      ],
    },
    "clock.right": {
      title: "Clock of the computer",
      right: ["{now}."],
      behind: ["The clock says {now}: that day is over.", "Set the clock."],
      differs: ["The clock says {now}, the portal's says {server}.", "Set the clock."],
    },
    "proxy.usable": {
      title: "Proxy",
      none: ["There is no proxy in the settings."],
      usable: ["By the proxy {proxy}."],
      unusable: ["Varco cannot use the proxy {proxy}.", "Set an HTTP proxy, or name the portal among the exceptions."],
      unreachable: [
        "The proxy {proxy} cannot be reached: {reason}.",
        "Check the network and the address of the proxy.",
      ],
      script: ["The script {script} does not say which proxy to take: {reason}.", "Set the proxy by hand."],
      refused: ["The proxy {proxy} does not let Varco through: {reason}.", "Ask those who run the proxy."],
      password: ["The proxy {proxy} wants a name and a password.", "Ask those who run the proxy."],
    },
    "portal.name": {
      title: "Name of the portal",
      resolved: ["{host} has an address."],
      "by-proxy": ["The proxy {proxy} looks {host} up."],
      unknown: ["Nobody knows the name {host}.", "Check the address and the network."],
    },
    "portal.reachable": {
      title: "Connection to the portal",
      reached: ["{host} takes connections."],
      unreachable: ["{host} cannot be reached: {reason}.", "Check the network, then try again later."],
      silent: ["{host} does not answer in time.", "Try again later."],
      cut: ["{host} cuts the connection.", "Try again later. If it happens again, tell the portal."],
    },
    "portal.tls": {
      title: "Encryption of the portal",
      modern: ["{host} speaks {tls}."],
      old: ["{host} offers only outdated encryption (older than TLS 1.2).", "Tell the portal."],
      failed: ["No secure connection to {host} comes about: {reason}.", "Try again later. Else tell the portal."],
    },
    "portal.chain": {
      title: "Certificate of the portal",
      trusted: ["This computer trusts the certificate of {host}."],
      completed: ["{host} leaves certificates out. Varco has fetched them and trusts the chain."],
      untrusted: [
        "This computer does not trust the certificate of {host} ({reason}).",
        "Do not log in. Tell the portal.",
      ],
      name: ["The server is not {host}.", "Do not log in. Tell the portal."],
      expired: ["The certificate of {host} is not valid today.", "Check the computer's date. Else tell the portal."],
      incomplete: [
        "{host} leaves an intermediate certificate out, and Varco cannot fetch it ({reason}).",
        "Do not log in like this. Try again later. If it happens again, tell the portal: its server must send the whole chain.",
      ],
    },
    "portal.asks": {
      title: "Request for the card",
      asks: ["{host} asks for a certificate."],
      "does-not-ask": [
        "{host} asks for no certificate at this address.",
        "Take the address behind the portal's button for the health card or CNS.",
      ],
    },
    "portal.issuer": {
      title: "Issuers that the portal accepts",
      accepted: ["{host} accepts cards of this issuer."],
      any: ["{host} accepts any issuer, or does not tell."],
      "not-accepted": [
        "{host} does not list the issuer of this card ({issuer}).",
        "Ask the portal which cards it takes.",
      ],
    },
    "portal.answers": {
      title: "Answer of the portal",
      answers: ["{host} answers (status {status})."],
      refuses: ["{host} answers nobody without a card."],
      down: ["{host} says that it is broken (status {status}).", "Try again later."],
      silent: ["{host} takes the connection and then says nothing.", "Try again later. Else tell the portal."],
    },
  },
  unseen: {
    waits: "Looked at once this is in order: {check}.",
    "not-asked": "Looked at if you name a portal (--url).",
    elsewhere: "There is nothing of the kind on this system.",
    unclear: "This could not be found out: {reason}",
  },
  words: {
    ok: "OK",
    warning: "Note",
    fault: "Fault",
    unknown: "Unknown",
    skipped: "Not looked at",
    heading: "Varco {version}: examination of this computer",
    command: "In a terminal:",
    mended: "Mended: {check}",
    notMended: "Not mended: {check}: {reason}",
    ready: "A login would work, as far as this computer goes. With --url the portal is examined too.",
    readyAt: "A login at {host} would work.",
    notReady: "A login would not work yet: mend the faults from top to bottom.",
  },
};
