import { Computer } from "./computer";
import { HOME_FAULTS } from "./home-faults";
import { describeDoctor } from "./rounds";

describeDoctor("a person's programs and settings", HOME_FAULTS, () => Computer.open());
