import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADA } from "../../../devkit/pki/people";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import { cardOf } from "../../../devkit/stage/card";
import { makeSoftToken, SOFTHSM } from "../../../devkit/token/soft-token";
import { CardDesk } from "../../../native-host/cards/desk";
import { CardMonitor } from "../../../native-host/cards/monitor";
import { namedModule, type FoundModule } from "../../../native-host/modules/find";
import { MODULE_PATIENCE } from "../../../native-host/modules/module-process";
import { ModuleProcesses } from "../../../native-host/modules/module-processes";
import { Families } from "../../../native-host/card/families/recognise";
import { CHILD_VERB } from "../../../native-host/modules/child-start";
import { TokenReaders } from "../../../native-host/modules/token-readers";
import { InsertedReaders } from "../../card/inserted-readers";
import { HOST, HostileModule } from "./hostile-module";

const READER = "Reader A 00 00";

describe("A card that Varco does not drive", function suite() {
  this.timeout(60_000);
  let folder: string;
  let pki: TestPki;
  let hostile: HostileModule;
  let command: readonly [string, ...string[]];
  let readers: InsertedReaders;
  let source: TokenReaders;
  let monitor: CardMonitor;
  let lookedFor: number;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "varco-undriven-"));
    pki = await createTestPki();
    hostile = await HostileModule.compile();
    const { env } = await makeSoftToken(folder, "12345", [{ id: "01", issued: await pki.card() }]);
    const variables = Object.entries({ ...env, VARCO_HOSTILE: "crash:C_Initialize" }).map(
      ([name, value]) => `${name}=${value}`,
    );
    command = ["/usr/bin/env", ...variables, process.execPath, HOST, CHILD_VERB];
  });
  after(async () => {
    await hostile.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (...modules: readonly FoundModule[]) => {
    lookedFor = 0;
    readers = new InsertedReaders();
    const find = () => {
      lookedFor++;
      return modules;
    };
    const processes = new ModuleProcesses(command, MODULE_PATIENCE);
    source = new TokenReaders(readers, { families: new Families(), find, named: [], insist: false, processes });
    monitor = new CardMonitor(source, new CardDesk(source));
  };
  afterEach(async () => {
    monitor.close();
    await source.close();
  });
  const softhsm = namedModule(SOFTHSM);
  const unknown = async () => cardOf(ADA, await pki.card(), { family: "not-cns" });

  it("is used through the module that knows it, under the name of its reader", async () => {
    open(softhsm);
    readers.insert(READER, await unknown());
    const known = await monitor.card(READER);
    assert.equal(known.certificate.name, "ADA COLLAUDO");
    assert.deepEqual(
      source.state().readers.map(({ name, through }) => ({ name, through })),
      [{ name: READER, through: "libsofthsm2.so" }],
    );
    assert.equal(readers.connections, 0, "Varco sent it nothing");
    readers.remove(READER);
    assert.equal(source.state().readers[0]?.through, undefined);
    await assert.rejects(monitor.card(READER), { code: "card.none" });
  });

  it("has no module looked for while there is none: a card that Varco drives is left to it", async () => {
    open(softhsm);
    readers.insert(READER, cardOf(ADA, await pki.card()));
    await monitor.card(READER);
    assert.equal(source.state().readers[0]?.through, undefined);
    assert.equal(lookedFor, 0);
  });

  it("is found by the next module when the first one crashes", async () => {
    open(hostile.module, softhsm);
    readers.insert(READER, await unknown());
    assert.equal((await monitor.card(READER)).family.name, "SoftHSM v2");
  });

  it("is named as the reason when its only module crashes", async () => {
    open(hostile.module);
    readers.insert(READER, await unknown());
    await assert.rejects(monitor.card(READER), { code: "token.crashed" });
  });

  it("is no CNS if no module knows it", async () => {
    open();
    readers.insert(READER, await unknown());
    await assert.rejects(monitor.card(READER), { code: "card.not-cns" });
  });

  it("is not guessed where a module gives its slots other names and several cards are in", async () => {
    open(softhsm);
    readers.insert("Reader B 00 00", cardOf(ADA, await pki.card()));
    readers.insert(READER, await unknown());
    await assert.rejects(monitor.card(READER), { code: "card.not-cns" });
  });
});
