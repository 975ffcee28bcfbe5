import { VARCO_VERSION } from "../../shared/identity";
import type { Printed } from "./terminal";

/** Version of the form below. A new field keeps it; any other change is a new version. */
const FORM = 1;

/** The examination for programs, on one line. See docs/doctor.md. */
export function jsonText({ diagnosis: { ready, findings }, mended, host }: Printed): string {
  return `${JSON.stringify({ doctor: FORM, version: VARCO_VERSION, portal: host, ready, checks: findings, mended })}\n`;
}
