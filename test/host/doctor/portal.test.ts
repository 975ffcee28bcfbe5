import { PORTAL_FAULTS } from "./portal-faults";
import { PortalStreet } from "./portal-street";
import { itSeesAndMends } from "./rounds";

describe("The doctor at a portal", function suite() {
  this.timeout(60_000);
  let street: PortalStreet;
  before(async () => {
    street = await PortalStreet.found();
  });
  after(() => street.close());

  itSeesAndMends(PORTAL_FAULTS, () => street);
});
