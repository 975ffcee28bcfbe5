import { CardDesk } from "./card-desk";
import { itSeesAndMends } from "./rounds";
import { SERVICE_FAULTS } from "./service-faults";

describe("The doctor at the smart-card service and the reader", function suite() {
  this.timeout(60_000);
  let desk: CardDesk;
  before(async () => {
    desk = await CardDesk.open();
  });
  after(() => desk.close());

  itSeesAndMends(SERVICE_FAULTS, () => desk);
});
