/** The command of the host that serves one module in a child process. */
export const CHILD_VERB = "module-process";

/** Tells our module (`varco-host module`) that it was loaded by a module that we load: a circle, which it ends. */
export const INSIDE_MODULE = "VARCO_INSIDE_MODULE";
