import assert from "node:assert/strict";
import type { CheckId } from "../../../native-host/doctor/outcomes";
import { CHECKS } from "../../../native-host/doctor/table";
import { findingOf, type Examination } from "./examination";
import type { Column, Fault } from "./fault";

/** What the doctor examines. */
export interface Patient {
  readonly examine: (...options: readonly string[]) => Promise<Examination>;
  /** Runs a command that the doctor printed, as the person would in a terminal. Throws where it fails. */
  readonly paste: (command: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Tests of the doctor at one patient, who comes with `open`. The columns are his faults: see `itSeesAndMends`. */
export function describeDoctor<Scene extends Patient>(
  at: string,
  columns: readonly Column<Scene>[],
  open: () => Promise<Scene>,
): void {
  describe(`The doctor at ${at}`, function suite() {
    this.timeout(60_000);
    let scene: Scene;
    before(async () => {
      scene = await open();
    });
    after(() => scene.close());

    itSeesAndMends(columns, () => scene);
  });
}

/**
 * Makes the faults of all columns, which know nothing of each other, and sees that each is told, mended and told no
 * more. A round makes the next fault of each column, so that one examination sees many. It also sees that those of the
 * round before are mended.
 */
function itSeesAndMends<Scene extends Patient>(columns: readonly Column<Scene>[], scene: () => Scene): void {
  /** Checks whose faults were mended, and that have not said so yet. */
  const mended = new Set<CheckId>();
  const assertMended = (examination: Examination, faults: readonly Fault<Scene>[] = []) => {
    for (const id of mended) {
      const { state, outcome, cause } = findingOf(examination, id);
      // Seen later: the next fault is for the same check, or for one before it.
      if (outcome === "waits" || faults.some(({ check }) => check === id)) continue;
      assert.equal(state, "ok", `${id} is mended, and says ${outcome}: ${cause}`);
      mended.delete(id);
    }
  };
  const length = Math.max(...columns.map((column) => column.length));
  for (let round = 0; round < length; round += 1) {
    const faults = columns.flatMap((column) => column[round] ?? []);
    const names = faults.map(({ check, outcome }) => `${check} (${outcome})`).join(", ");
    it(`sees and mends ${names}`, async () => {
      const patient = scene();
      for (const { make } of faults) await make(patient);
      const before = await patient.examine();
      for (const { check, outcome } of faults) {
        const { outcome: said, state, cause } = findingOf(before, check);
        assert.equal(said, outcome, `${check}: ${cause}`);
        const weighs = CHECKS.some(({ id, weight }) => id === check && weight !== "advice");
        if (state === "fault" && weighs) assert.equal(before.ready, false);
      }
      assertMended(before, faults);
      for (const { check, remedy } of faults) {
        if (typeof remedy === "function") await remedy(patient);
        if (remedy === "paste")
          await patient.paste(findingOf(before, check).command ?? assert.fail(`${check} has no command`));
        mended.add(check);
      }
      if (faults.some(({ remedy }) => remedy === "fix")) assertMended(await patient.examine("--fix"));
    });
  }
  it("sees in the end that all of it is mended, and that a login would work", async () => {
    const end = await scene().examine();
    assertMended(end);
    assert.deepEqual([...mended], []);
    assert.deepEqual(
      end.checks.filter(({ state }) => state === "fault"),
      [],
    );
    assert.equal(end.ready, true);
  });
}
