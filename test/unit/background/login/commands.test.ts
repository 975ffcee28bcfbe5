import assert from "node:assert/strict";
import { toCommand } from "../../../../extension/background/login/commands";

const choice = (other: object = {}) => ({
  label: "Avanti",
  way: { kind: "link", url: "https://servizi.example/" },
  ...other,
});

describe("commands of the login page", () => {
  it("are taken as agreed", () => {
    for (const command of [
      { type: "show", login: "x" },
      { type: "submit", reader: "R", insertion: 1, pin: "12345", remember: true },
      { type: "submit", reader: "R", insertion: 1, pin: null, remember: false },
      { type: "answerRead", form: null },
      { type: "answerRead", form: null, refresh: "https://login.example/" },
      {
        type: "answerRead",
        form: { action: "https://servizi.example/", method: "POST", fields: [["a", "b"]], encoding: "utf-8" },
      },
      {
        type: "answerRead",
        form: null,
        shown: {
          text: "",
          choices: [
            { label: "Avanti", way: { kind: "link", url: "https://servizi.example/" } },
            {
              label: "Invia",
              way: {
                kind: "form",
                form: { action: "https://servizi.example/", method: "GET", fields: [], encoding: "utf-8" },
              },
            },
          ],
        },
      },
      { type: "choose", choice: 7 },
      { type: "back" },
      { type: "siteAccessDenied" },
      { type: "turnModuleOn" },
      { type: "openPortal" },
      { type: "loginHere" },
      { type: "retry" },
      { type: "cancel" },
    ])
      assert.deepEqual(toCommand(command), command);
  });

  it("are refused with anything missing, more or other", () => {
    for (const command of [
      null,
      "show",
      {},
      { type: "show" },
      { type: "show", login: "x", more: 1 },
      { type: "submit", reader: "R", insertion: 1, pin: 12345, remember: true },
      { type: "submit", reader: "R", insertion: 1, remember: true },
      { type: "answerRead", form: { action: "no address", method: "POST", fields: [] } },
      { type: "choose", choice: 8 },
      { type: "choose", choice: -1 },
      { type: "choose", choice: 0.5 },
      { type: "answerRead", form: null, shown: { text: "x".repeat(5000), choices: [] } },
      ...[
        Array.from({ length: 9 }, () => choice()),
        [choice({ label: "" })],
        [choice({ label: "x".repeat(300) })],
        [choice({ way: { kind: "link", url: "http://servizi.example/" } })],
        [choice({ way: { kind: "link", url: "javascript:alert(1)" } })],
      ].map((choices) => ({ type: "answerRead", form: null, shown: { text: "", choices } })),
      { type: "unknown" },
    ])
      assert.equal(toCommand(command), null);
  });
});
