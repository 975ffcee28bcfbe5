// For a process in which the packages that VARCO_MISSING names are not installed, as where an add-on cannot be built.
import * as modules from "node:module";
import { resolve } from "./missing-packages.mjs";

// Node 20 has only `register`, of which Node 26 warns on the standard error that the tests read.
if (modules.registerHooks === undefined) modules.register("./missing-packages.mjs", import.meta.url);
else modules.registerHooks({ resolve });
