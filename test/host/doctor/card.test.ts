import { CARD_FAULTS } from "./card-faults";
import { Computer, STAND_IN } from "./computer";
import { describeDoctor } from "./rounds";

describeDoctor("the card", CARD_FAULTS, () => Computer.open({ registered: STAND_IN }));
