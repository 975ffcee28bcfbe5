/** The command of the host that serves one module in a child process. */
export const CHILD_VERB = "module-process";

/**
 * The pipe to the host. Standard output and error are the module's own and lead nowhere: some print there, PINs
 * perhaps.
 */
export const PIPE = 3;

/** Tells our module (`varco-host module`) that it was loaded by a module that we load: a circle, which it ends. */
export const INSIDE_MODULE = "VARCO_INSIDE_MODULE";
