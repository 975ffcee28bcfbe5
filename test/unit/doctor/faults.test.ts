import assert from "node:assert/strict";
import { OUTCOMES } from "../../../native-host/doctor/outcomes";
import { CARD_FAULTS } from "../../host/doctor/card-faults";
import { HOME_FAULTS } from "../../host/doctor/home-faults";
import { PORTAL_FAULTS } from "../../host/doctor/portal-faults";
import { SERVICE_FAULTS } from "../../host/doctor/service-faults";

const MADE = [HOME_FAULTS, SERVICE_FAULTS, CARD_FAULTS, PORTAL_FAULTS]
  .flat(2)
  .map(({ check, outcome }) => `${check} ${outcome}`);

describe("The faults that tests of the doctor make", () => {
  it("are of every check, and of every way in which one fails", () => {
    const failures = Object.entries(OUTCOMES).flatMap(([id, outcomes]) =>
      Object.entries(outcomes).flatMap(([outcome, state]) =>
        state === "ok" || state === "skipped" ? [] : [`${id} ${outcome}`],
      ),
    );
    assert.deepEqual([...MADE].sort(), failures.sort());
    for (const id of Object.keys(OUTCOMES))
      assert.ok(
        MADE.some((one) => one.startsWith(`${id} `)),
        id,
      );
  });
});
