import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { VirtualCard } from "../../devkit/card/index";
import type { Portal } from "../../devkit/portal/portal";
import { examinationOf, findingOf, type Examination } from "../host/doctor/examination";
import { manifests, reg } from "./package";
import type { SmartCards } from "./smart-cards";
import type { Windows } from "./windows";

const MANIFEST = "it.varco.host.chromium.json";
const HOSTS = "NativeMessagingHosts\\it.varco.host";
/** Firefox's key is gone. Chrome's is gone too, but the computer's leads to the same manifest. */
const faults = (manifest: string) => `REGEDIT4

[-HKEY_CURRENT_USER\\Software\\Mozilla\\${HOSTS}]
[-HKEY_CURRENT_USER\\Software\\Google\\Chrome\\${HOSTS}]
[HKEY_LOCAL_MACHINE\\Software\\Google\\Chrome\\${HOSTS}]
@="${manifest.replaceAll("\\", "\\\\")}"
`;
/** Known by their programs, which nobody starts, and by the files beside them that tell their versions. */
const BROWSERS = {
  "Mozilla Firefox\\firefox.exe": "",
  "Mozilla Firefox\\application.ini": "[App]\r\nName=Firefox\r\nVersion=140.5.0\r\n",
  "Google\\Chrome\\Application\\chrome.exe": "",
  "Google\\Chrome\\Application\\142.0.7444.60\\chrome.dll": "",
};

/** A Windows with the package, a card in the reader, and a portal that it trusts. */
export interface ExaminedWindows {
  readonly windows: Windows;
  readonly program: string;
  readonly cards: SmartCards;
  readonly card: VirtualCard;
  readonly portal: Portal;
}

/** Tests of the doctor there. They leave the registration as it was. */
export function describeDoctor(scene: () => ExaminedWindows): void {
  describe("has a doctor, who", () => {
    const examine = async (...options: readonly string[]): Promise<Examination> => {
      const { windows, program } = scene();
      const { code, out, err } = await windows.run(program, ["doctor", "--json", "--language", "en", ...options]);
      const examination = examinationOf(JSON.parse(out));
      assert.equal(code, examination.ready ? 0 : 1, `${err}${out}`);
      return examination;
    };
    const said = (examination: Examination, ...ids: readonly string[]) =>
      ids.map((id) => findingOf(examination, id).outcome);
    const cause = (examination: Examination, id: string) => findingOf(examination, id).cause;

    before(() => {
      for (const [name, content] of Object.entries(BROWSERS)) {
        const file = scene().windows.here(`C:\\Program Files\\${name}`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    });

    it("says that a login would work at the portal, and which browsers find the host", async () => {
      const examination = await examine("--url", `${scene().portal.origins.identityProvider}/`);
      assert.equal(examination.ready, true, JSON.stringify(examination));
      assert.deepEqual(said(examination, "host.registered", "host.program", "host.double", "host.version"), [
        "found",
        "starts",
        "single",
        "same",
      ]);
      assert.match(cause(examination, "host.registered"), /^These browsers find Varco: .*Chrome, .*Edge, .*Firefox/);
      assert.match(cause(examination, "host.program"), /start ~\\AppData\\Local\\Programs\\Varco\\varco-host\.exe\.$/);
      assert.equal(cause(examination, "browser.found"), "Chrome 142.0.7444.60, Firefox 140.5.0.");
      assert.deepEqual(said(examination, "card.free", "portal.issuer"), ["untold", "accepted"]);
    });

    it("sees that a key is gone, that a manifest is broken and that the card is out", async () => {
      const { windows, cards } = scene();
      const manifest = (await manifests(windows)).get("Chromium") ?? assert.fail();
      writeFileSync(join(windows.root.work, "faults.reg"), faults(manifest));
      await reg(windows, "import", "Z:\\work\\faults.reg");
      writeFileSync(windows.here(manifest), "{");
      await cards.door.remove();
      const examination = await examine();
      assert.match(cause(examination, "host.registered"), /Chrome.* find Varco\. Firefox do not\.$/);
      assert.match(cause(examination, "host.program"), /cannot read ~\\.*chromium\.json\.$/);
      assert.deepEqual(said(examination, "host.registered", "host.program", "card.present"), [
        "some",
        "damaged",
        "none",
      ]);
    });

    it("mends key and manifest", async () => {
      const { cards, card } = scene();
      await cards.door.insert(card);
      const examination = await examine("--fix");
      assert.equal(examination.ready, true, JSON.stringify(examination));
      assert.deepEqual(said(examination, "host.registered", "host.program"), ["found", "starts"]);
      const mended = JSON.stringify(examination["mended"]);
      assert.ok(mended.includes(MANIFEST) && mended.includes("Software\\\\Mozilla"), mended);
    });
  });
}
