/**
 * The room table of docs/architecture.md: which room may import from which. Lint turns it into rules, and
 * `test/unit/architecture/rooms.test.ts` compares it with the document. A file belongs to the innermost room, and a
 * room may always import from itself. `room/*` stands for every room below.
 */
const ROOMS = {
  shared: "",

  "extension/_locales": "",
  "extension/issuers": "",
  "extension/help": "extension/issuers shared",
  "extension/host": "shared",
  "extension/module": "shared",
  "extension/login": "extension/module shared",
  "extension/card": "shared",
  "extension/remembered": "extension/login extension/module shared",
  "extension/managed": "extension/issuers",
  "extension/background/contracts": "extension/host extension/login extension/module shared",
  "extension/browser": "extension/background/contracts extension/login extension/module shared",
  "extension/background/relay": "extension/background/contracts extension/login shared",
  "extension/background/module": "extension/background/contracts extension/host extension/module shared",
  "extension/background/login":
    "extension/background/contracts extension/background/module extension/background/relay extension/host extension/login extension/module shared",
  "extension/background/navigation":
    "extension/background/contracts extension/background/login extension/background/relay extension/host extension/login shared",
  "extension/background/card": "extension/background/contracts extension/card extension/host shared",
  "extension/background":
    "extension/background/* extension/browser extension/host extension/login extension/managed extension/remembered shared",
  "extension/pages":
    "extension/_locales extension/browser extension/card extension/help extension/issuers extension/login extension/managed extension/module extension/remembered shared",

  "native-host/log": "shared",
  "native-host/hardening": "native-host/cards native-host/log",
  "native-host/rsa": "shared",
  "native-host/address": "shared",
  "native-host/card": "shared",
  "native-host/readers": "native-host/card native-host/log shared",
  "native-host/settings": "shared",
  "native-host/cards":
    "native-host/card native-host/log native-host/readers native-host/rsa native-host/settings shared",
  "native-host/proxy": "native-host/address shared",
  "native-host/tls": "native-host/address native-host/proxy native-host/rsa shared",
  "native-host/http": "native-host/tls shared",
  "native-host/relay": "native-host/address native-host/card native-host/cards native-host/http native-host/tls shared",
  "native-host/install": "native-host/hardening native-host/settings shared",
  "native-host/pkcs11": "native-host/card native-host/cards native-host/log native-host/readers native-host/rsa shared",
  "native-host/pkcs11/rpc": "native-host/log native-host/pkcs11/constants native-host/pkcs11/cryptoki shared",
  "native-host/modules":
    "native-host/card native-host/cards native-host/hardening native-host/log native-host/messaging native-host/readers native-host/settings shared",
  "native-host/doctor":
    "native-host/address native-host/cards native-host/install native-host/log native-host/modules native-host/proxy native-host/readers native-host/tls shared",
  "native-host/messaging": "native-host/install native-host/log shared",
  "native-host/requests":
    "native-host/address native-host/cards native-host/doctor native-host/install native-host/messaging native-host/readers native-host/relay native-host/rsa native-host/tls shared",
  "native-host/composition": "native-host/cards native-host/install native-host/readers native-host/tls",
  "native-host/commands":
    "native-host/address native-host/card native-host/cards native-host/composition native-host/doctor native-host/install native-host/log native-host/modules native-host/pkcs11 native-host/pkcs11/rpc native-host/readers native-host/relay native-host/tls shared",
  "native-host": "native-host/* shared",

  devkit: "native-host native-host/* shared",
  scripts: "extension extension/* shared",
  "scripts/package": "native-host/hardening native-host/install scripts shared",
  test: "devkit extension extension/* native-host native-host/* scripts scripts/package shared",
};

const names = Object.keys(ROOMS);
const below = (room) => names.filter((name) => name.startsWith(`${room}/`));
/** Matches the files of a room, whether it is a folder or one file, but not those of the rooms inside it. */
const filesOf = (room) => {
  const inner = below(room).map((name) => `${name.slice(room.length + 1)}[/.]`);
  return inner.length === 0 ? `^${room}[/.]` : `^${room}(?:\\.|/(?!${inner.join("|")}))`;
};
const known = (room) =>
  ROOMS[room]
    .split(" ")
    .flatMap((name) => (name.endsWith("/*") ? below(name.slice(0, -2)) : name === "" ? [] : [name]));

module.exports = { ROOMS, filesOf, known };
