import type { StartCommand } from "../../native-host/install/start-script";

/**
 * The host's command with its standard error in a file, and with a debugger if a port is given. The browser starts one
 * host for each connection: where the port is taken, Node says so in the log and the host runs without a debugger.
 */
export function watchedHost([node, ...words]: StartCommand, logFile: string, inspect: number | null): StartCommand {
  const inspector = inspect === null ? [] : [`--inspect=127.0.0.1:${inspect}`];
  return ["/bin/sh", "-c", 'exec "$@" 2>>"$0"', logFile, node, "--enable-source-maps", ...inspector, ...words];
}
