import { BadInput } from "./bad-input";
import { ca, CA_USAGE } from "./ca/ca";

/** The commands of `npm run -s devkit`. */
const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => Promise<string>> = new Map([["ca", ca]]);

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  try {
    const command = COMMANDS.get(name);
    if (command === undefined) throw new TypeError(name === "" ? "Name a command." : `There is no command "${name}".`);
    console.log(await command(args));
    return 0;
  } catch (thrown) {
    // parseArgs, too, throws TypeError for what a person typed.
    if (!(thrown instanceof BadInput || thrown instanceof TypeError)) throw thrown;
    console.error(thrown instanceof BadInput ? thrown.message : `${thrown.message}\n\n${CA_USAGE}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
