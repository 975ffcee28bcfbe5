import assert from "node:assert/strict";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { FileLock } from "../../../native-host/cards/file-lock";
import { lockFolder } from "../../../native-host/cards/lock-folder";
import type { ToExtension } from "../../../shared/messages";
import { holdCard } from "../../support/hold-card";
import { Peer } from "./peer";

type Progress = Extract<ToExtension, { kind: "progress" }>;

describe("The host and other processes of Varco", () => {
  let stage: Stage;
  let peer: Peer;
  /** The lock that another process with the same home takes. */
  let lock: FileLock;

  before(async () => {
    stage = await openStage();
    lock = new FileLock(() => lockFolder(stage.home.env));
  });
  after(() => stage.close());
  beforeEach(async () => {
    peer = new Peer(stage.host);
    peer.pin = () => DEMO_PIN;
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
  });
  afterEach(async () => {
    stage.card.pace = null;
    peer.child.kill("SIGKILL");
    await peer.ended;
  });

  const login = () =>
    peer.openLogin({ origin: stage.portal.origins.identityProvider, reader: VIRTUAL_READER_NAME }).result;

  it("waits and shows the queue while another process has the reader, and sends the card nothing", async () => {
    const held = await lock.take(VIRTUAL_READER_NAME);
    stage.card.clearTrace();
    const apdus = () => stage.card.counters.apdus;
    const opening = login();
    await peer.message((message): message is Progress => message.kind === "progress" && message.step === "queue");
    assert.equal(apdus(), 0);
    held.release();
    await opening;
    assert.ok(apdus() > 0);
  });

  it("keeps the reader to itself during an operation, until it is killed", async () => {
    const { reached } = holdCard(stage.card);
    const failed = assert.rejects(login());
    await reached;
    let killed = Infinity;
    const kill = () => {
      killed = performance.now();
      peer.child.kill("SIGKILL");
    };
    const held = await lock.take(VIRTUAL_READER_NAME, { queued: kill });
    const after = performance.now() - killed;
    assert.ok(after >= 0 && after < 1000, `${after} ms`);
    held.release();
    await failed;
  });
});
