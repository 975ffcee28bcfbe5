import { VarcoError, type ErrorCode, type ErrorDetails } from "../../../shared/errors";
import type { ProbeResult } from "../../../shared/messages";
import type { Waiting } from "../check";
import type { CheckId } from "../outcomes";
import type { Patient } from "../patient";

/** The checks on the way to a portal, in the order in which one shuts the way to the next. */
const WAY = [
  "proxy.usable",
  "portal.name",
  "portal.reachable",
  "portal.tls",
  "portal.chain",
  "portal.asks",
  "portal.issuer",
  "portal.answers",
] as const satisfies readonly CheckId[];
type OnTheWay = (typeof WAY)[number];

const TOLD_BY: Readonly<Partial<Record<ErrorCode, OnTheWay>>> = {
  "proxy.unusable": "proxy.usable",
  "proxy.unreachable": "proxy.usable",
  "proxy.refused": "proxy.usable",
  "proxy.password": "proxy.usable",
  "proxy.script": "proxy.usable",
  "server.unreachable": "portal.reachable",
  "server.timeout": "portal.reachable",
  "server.cut": "portal.reachable",
  "server.tls-too-old": "portal.tls",
  "server.handshake": "portal.tls",
  "server.untrusted": "portal.chain",
  "server.name": "portal.chain",
  "server.expired": "portal.chain",
};
/** What name services say of a name that they do not know (getaddrinfo(3)). */
const UNKNOWN_NAME: ReadonlySet<unknown> = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_NONAME", "EAI_NODATA"]);

/** How far the way is open for a check on it: its own trouble, the check to wait for, or what the probe found. */
export type PortalWay =
  | Waiting
  | { readonly trouble: VarcoError; readonly probed: null }
  | { readonly trouble: null; readonly probed: ProbeResult | null };

/** See `PortalWay`. Without a portal the way is open, and nothing was probed. */
export async function lookOnTheWay(patient: Patient, here: OnTheWay): Promise<PortalWay> {
  const { error } = await patient.wayOut();
  const seen = await patient.portalSeen();
  const failed = seen?.probed instanceof VarcoError ? seen.probed : error;
  if (failed === null)
    return { trouble: null, probed: seen?.probed instanceof VarcoError ? null : (seen?.probed ?? null) };
  const at = checkOf(failed.code, failed.details);
  if (at === here) return { trouble: failed, probed: null };
  return WAY.indexOf(at) > WAY.indexOf(here) ? { trouble: null, probed: null } : { waitsFor: at };
}

function checkOf(code: ErrorCode, { reason }: ErrorDetails): OnTheWay {
  if (code === "server.unreachable" && UNKNOWN_NAME.has(reason)) return "portal.name";
  return TOLD_BY[code] ?? "portal.reachable";
}
