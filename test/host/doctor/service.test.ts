import { CardDesk } from "./card-desk";
import { describeDoctor } from "./rounds";
import { SERVICE_FAULTS } from "./service-faults";

describeDoctor("the smart-card service and the reader", SERVICE_FAULTS, () => CardDesk.open());
