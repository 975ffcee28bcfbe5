import type { ClientRequest } from "node:http";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import type { TlsConnection } from "../tls/connection";
import { Deadline } from "../tls/deadline";

export interface HttpTimes {
  /** How long the server may neither send nor take a byte, in milliseconds. */
  readonly silence: number;
  /** From the request to the last byte of its answer, in milliseconds. A long request adds to it. */
  readonly answer: number;
}

export const HTTP_TIMES: HttpTimes = { silence: LIMITS.serverSilence, answer: LIMITS.answer };

/** The times for a request with a body of so many bytes. */
export function timesFor(length: number, { silence, answer }: HttpTimes): HttpTimes {
  return { silence, answer: answer + (length / LIMITS.uploadRate) * 1000 };
}

/**
 * Ends the request with `server.timeout` when the server is silent for too long, or when its answer takes too long. The
 * handshake has a bound of its own, and the time in which the card signs does not count. Returns the way to stop
 * watching.
 */
export function watchTimes(
  asking: ClientRequest,
  connection: () => TlsConnection | null,
  host: string,
  { silence, answer }: HttpTimes,
): () => void {
  let watched: TlsConnection | null = null;
  const isServersTurn = (): boolean => watched !== null && watched.info !== null && !watched.signing;
  const late = (): void => {
    asking.destroy(new VarcoError("server.timeout", { host }));
  };
  const whole = new Deadline(answer, late);
  const silent = setTimeout(() => {
    if (isServersTurn()) late();
    else silent.refresh();
  }, silence);
  const look = (): void => {
    silent.refresh();
    if (isServersTurn()) whole.run();
    else whole.pause();
  };
  const events = ["activity", "info", "sign"] as const;
  asking.once("socket", () => {
    watched = connection();
    for (const event of events) watched?.on(event, look);
    look();
  });
  return () => {
    clearTimeout(silent);
    whole.end();
    for (const event of events) watched?.off(event, look);
  };
}
