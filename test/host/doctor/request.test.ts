import assert from "node:assert/strict";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { textsOf, type Language } from "../../../native-host/doctor/texts";
import { VARCO_VERSION } from "../../../shared/identity";
import { Peer } from "../process/peer";
import { run } from "../process/run";
import { ordinaryPerson } from "../process/test-user";
import { examinationOf, type Examination } from "./examination";

/** On these the extension tells more than a terminal knows, or a clock, or who works with cards at the moment. */
const MAY_DIFFER = new Set(["portal.permission", "card.free", "clock.right"]);

describe("The examination that the extension asks for", function suite() {
  this.timeout(60_000);
  let stage: Stage;
  let peer: Peer;
  const person = ordinaryPerson();
  before(async () => {
    stage = await openStage();
    peer = new Peer(person.as(...stage.host), undefined, { ...process.env, ...stage.home.env });
    await peer.hello();
    await cardIs("in");
  });
  after(async () => {
    await peer.close();
    await stage.close();
    person.remove();
  });

  /** Waits until the host knows it. */
  const cardIs = async (where: "in" | "out") => {
    await peer.cards(({ readers }) =>
      where === "in" ? readers[0]?.card?.status === "ready" : readers.length > 0 && readers[0]?.card === null,
    );
    peer.messages.length = 0;
  };
  const examine = (language: Language) =>
    peer.request("doctor", { language, extension: VARCO_VERSION, sites: 2 }).then(({ ready, checks }) => ({
      ready,
      checks,
      of: (id: string) => checks.find((check) => check.id === id),
    }));

  it("finds what the command line finds, in the language of the page", async () => {
    const { ready, checks } = await examine("de");
    const { out } = await run(person.as(...stage.host), ["doctor", "--json", "--language", "de"], "", {
      ...process.env,
      ...stage.home.env,
    });
    const seen = (all: Examination) =>
      all.checks.map(({ id, state, outcome, title, cause }) =>
        MAY_DIFFER.has(id) ? [id, title] : [id, state, outcome, title, cause],
      );
    const terminal = examinationOf(JSON.parse(out));
    assert.deepEqual([ready, seen({ ready, checks })], [terminal.ready, seen(terminal)]);
    assert.equal(ready, true);
  });

  it("says that no card is in and what to do, and is content once it is in", async () => {
    await stage.door.remove();
    await cardIs("out");
    const { checks, words } = textsOf("it");
    const [cause, remedy] = checks["card.present"].none;
    const { ready, of } = await examine("it");
    assert.deepEqual(
      [ready, of("card.present")],
      [
        false,
        {
          id: "card.present",
          state: "fault",
          outcome: "none",
          title: checks["card.present"].title,
          word: words.fault,
          cause,
          remedy,
          command: null,
        },
      ],
    );
    // What only the extension knows.
    assert.match(of("portal.permission")?.cause ?? "", /: 2\.$/);
    await stage.door.insert(stage.card);
    await cardIs("in");
    const again = await examine("it");
    assert.deepEqual([again.ready, again.of("card.present")?.outcome], [true, "found"]);
  });
});
