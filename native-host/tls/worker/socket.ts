import { lookup, type LookupAddress } from "node:dns";
import { connect, type LookupFunction, type Socket } from "node:net";
import { isLoopbackName, type ServerAddress } from "../../address";

const LOOPBACK: LookupAddress[] = [
  { address: "::1", family: 6 },
  { address: "127.0.0.1", family: 4 },
];

/** Looks up the addresses of a name; asks no server for loopback names. */
const lookupAll: LookupFunction = (hostname, options, callback) => {
  if (isLoopbackName(hostname)) callback(null, LOOPBACK);
  else lookup(hostname, { ...options, all: true }, callback);
};

/** Opens a TCP connection; tries all addresses of the name in turn. */
export function connectSocket({ host, port }: ServerAddress): Socket {
  return connect({
    host,
    port,
    lookup: lookupAll,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
    noDelay: true,
  });
}
