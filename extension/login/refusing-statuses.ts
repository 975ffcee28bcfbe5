/** Statuses of servers to which a certificate is missing: nginx says 400, behind it are its own 495 and 496. */
export const WITHOUT_CERTIFICATE: ReadonlySet<number> = new Set([400, 495, 496]);
/** Statuses of applications that do not know the person without it (RFC 9110 §15.5.2, §15.5.4). */
export const UNKNOWN_PERSON: ReadonlySet<number> = new Set([401, 403]);
