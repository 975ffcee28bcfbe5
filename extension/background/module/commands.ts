import * as v from "valibot";
import { toVarcoError, type ErrorValue } from "../../../shared/errors";
import type { ModuleCommand, ModuleState, ModuleView } from "../../module/view";
import type { CardModule } from "./card-module";

const command = v.strictObject({ module: v.picklist(["look", "turnOn", "turnOff"]) });

const DO: Readonly<Record<ModuleCommand["module"], (module: CardModule) => Promise<ModuleState>>> = {
  look: (module) => module.state(),
  turnOn: (module) => module.turnOn(),
  turnOff: (module) => module.turnOff(),
};

/** Does what the options page wants of the module. What is nothing that it can want is left to others. */
export function serveModule(module: CardModule): (message: unknown) => Promise<ModuleView> | undefined {
  return (message) => {
    const parsed = v.safeParse(command, message);
    return parsed.success ? answer(module, parsed.output) : undefined;
  };
}

async function answer(module: CardModule, { module: wanted }: ModuleCommand): Promise<ModuleView> {
  let problem: ErrorValue | null = null;
  const done = await DO[wanted](module).catch((thrown: unknown) => {
    problem = toVarcoError(thrown).toJSON();
    return null;
  });
  return { state: done ?? (await module.state()), problem };
}
