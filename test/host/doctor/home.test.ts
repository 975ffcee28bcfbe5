import { Computer } from "./computer";
import { HOME_FAULTS } from "./home-faults";
import { itSeesAndMends } from "./rounds";

describe("The doctor at a person's programs and settings", function suite() {
  this.timeout(60_000);
  let computer: Computer;
  before(async () => {
    computer = await Computer.open();
  });
  after(() => computer.close());

  itSeesAndMends(HOME_FAULTS, () => computer);
});
