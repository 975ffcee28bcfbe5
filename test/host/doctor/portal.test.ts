import { PORTAL_FAULTS } from "./portal-faults";
import { PortalStreet } from "./portal-street";
import { describeDoctor } from "./rounds";

describeDoctor("a portal", PORTAL_FAULTS, () => PortalStreet.found());
