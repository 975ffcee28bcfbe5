/** The command of the host that serves one module in a child process. */
export const CHILD_VERB = "module-process";
