import assert from "node:assert/strict";
import { OUTCOMES } from "../../../native-host/doctor/outcomes";
import { CARD_FAULTS } from "../../host/doctor/card-faults";
import { HOME_FAULTS } from "../../host/doctor/home-faults";
import { PORTAL_FAULTS } from "../../host/doctor/portal-faults";
import { SERVICE_FAULTS } from "../../host/doctor/service-faults";

/** Outcomes that no test makes for real, and why. */
const NOT_MADE: Readonly<Record<string, string>> = {
  "proxy.usable refused": "test/host/proxies has the host behind such proxies, without the doctor",
  "proxy.usable password": "test/host/proxies has the host behind such proxies, without the doctor",
  "portal.reachable silent": "takes 15 s",
  "portal.answers silent": "takes 15 s",
  "portal.tls failed": "test/host/tls has such servers, without the doctor",
};

const MADE = [HOME_FAULTS, SERVICE_FAULTS, CARD_FAULTS, PORTAL_FAULTS]
  .flat(2)
  .map(({ check, outcome }) => `${check} ${outcome}`);

describe("The faults that tests of the doctor make", () => {
  it("are of every check, and of every way in which one fails, but for those that are listed", () => {
    const failures = Object.entries(OUTCOMES).flatMap(([id, outcomes]) =>
      Object.entries(outcomes).flatMap(([outcome, state]) =>
        state === "ok" || state === "skipped" ? [] : [`${id} ${outcome}`],
      ),
    );
    assert.deepEqual([...MADE, ...Object.keys(NOT_MADE)].sort(), failures.sort());
    for (const id of Object.keys(OUTCOMES))
      assert.ok(
        MADE.some((one) => one.startsWith(`${id} `)),
        id,
      );
  });
});
