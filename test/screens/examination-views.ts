import type { CardPageView, Examination, Finding } from "../../extension/card/view";
import type { Outcome, Waiting } from "../../native-host/doctor/check";
import type { CheckId } from "../../native-host/doctor/outcomes";
import { worded } from "../../native-host/doctor/run";
import { CHECKS } from "../../native-host/doctor/table";
import { textsOf, type Language } from "../../native-host/doctor/texts";
import { insertedCard, reader, shown } from "./card-views";
import { error } from "./views";

const AT = "2026-11-29T09:30:00.000Z";
/** How the checks end on a computer on which all is well, as far as the pictures need them. */
const WELL: Readonly<Partial<Record<CheckId, Outcome | Waiting>>> = {
  "host.registered": { outcome: "found", details: { browsers: "Firefox, Chromium" } },
  "host.version": { outcome: "same", details: { version: "0.1.0" } },
  "portal.permission": { outcome: "later" },
  "service.running": { outcome: "answers" },
  "card.present": { outcome: "found", details: { reader: "Invented Smart Reader 0 00" } },
  "card.free": { outcome: "free" },
  "card.pin": { outcome: "tries", details: { tries: 3 } },
  "middleware.nss": { outcome: "alone" },
  "portal.asks": { outcome: "not-asked" },
};

/** A finding, as the host sends it. */
function finding(language: Language, checkId: CheckId, ended: Outcome | Waiting): Finding {
  const { id, state, outcome, title, cause, remedy, command } = worded(checkId, ended, language);
  return { id, state, outcome, title, word: textsOf(language).words[state], cause, remedy, command };
}

/** An examination that found this, beside what is well. */
function examined(
  language: Language,
  troubles: Readonly<Partial<Record<CheckId, Outcome | Waiting>>> = {},
): Extract<Examination, { state: "done" }> {
  const ended: Readonly<Partial<Record<CheckId, Outcome | Waiting>>> = { ...WELL, ...troubles };
  const findings = CHECKS.flatMap(({ id }) => {
    const end = ended[id];
    return end ? [finding(language, id, end)] : [];
  });
  return { state: "done", at: AT, language, ready: !findings.some(({ state }) => state === "fault"), findings };
}

const TROUBLES: Readonly<Partial<Record<CheckId, Outcome | Waiting>>> = {
  "host.program": {
    outcome: "missing",
    details: {
      path: "~/.config/chromium/NativeMessagingHosts/it.varco.host.json",
      program: "~/.local/share/varco/varco-host",
    },
    command: "/opt/varco/varco-host doctor --fix",
  },
  "service.running": { outcome: "stopped", command: "sudo systemctl enable --now pcscd.socket" },
  "card.present": { waitsFor: "service.running" },
  "card.free": { outcome: "unclear", details: { reason: "EACCES" } },
  "middleware.nss": {
    outcome: "others",
    details: { modules: "Modulo inventato (/usr/lib/x86_64-linux-gnu/pkcs11/un-modulo-inventato.so)" },
    command: "modutil -force -dbdir 'sql:/home/ada/.pki/nssdb' -delete 'Modulo inventato'",
  },
};
const NOTES: typeof TROUBLES = {
  "card.pin": { outcome: "last" },
  "card.free": { outcome: "others", details: { programs: "scdaemon" } },
};

/** With the card in and this examination. */
export const withExamination = (examination: Examination): CardPageView => ({
  ...shown(reader(insertedCard())),
  examination,
});

/** Every state of an examination, by the name of its picture. Together they speak all three languages. */
export const EXAMINATIONS: Readonly<Record<string, Examination>> = {
  examining: { state: "running" },
  "examined-faults": examined("it", TROUBLES),
  "examined-notes": examined("de", NOTES),
  "examined-good": examined("en"),
  "examined-not": { state: "failed", error: error("message.malformed", { reason: '"type" is missing' }) },
};
