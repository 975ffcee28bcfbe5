/** The values of all examples, in the names of `extension/managed/fields.ts`. Everything in them is invented. */
export const EXAMPLE = {
  language: "it",
  sites: ["https://portale.ente.example/*", "https://accesso.ente.example/*"],
  portals: ["https://portale.ente.example", "https://accesso.ente.example/cns/login"],
  helpLineName: "Ufficio informatica",
  helpLineNumber: "+39 0461 000000",
  helpLineMail: "assistenza@ente.example",
  helpLineAddress: "https://ente.example/assistenza",
};

/** Where the organisation's own server has the extension. */
export const EXAMPLE_SERVER = "https://software.ente.example/varco";
