import { VARCO_VERSION } from "../../../shared/identity";
import { CARD_FAULTS } from "./card-faults";
import { Computer } from "./computer";
import { itSeesAndMends } from "./rounds";

describe("The doctor at the card", function suite() {
  this.timeout(60_000);
  let computer: Computer;
  before(async () => {
    // Nothing here is about what browsers start.
    computer = await Computer.open({ registered: ["/bin/sh", "-c", `echo ${VARCO_VERSION}`] });
  });
  after(() => computer.close());

  itSeesAndMends(CARD_FAULTS, () => computer);
});
