/** Statuses with which servers answer a visit where they expected a form. */
const EXPECTS_FORM: ReadonlySet<number> = new Set([400, 404, 405, 411, 415, 422, 501]);

/** Whether a portal that answers a visit with this status probably expected a form. */
export function expectsForm(status: unknown): boolean {
  return typeof status === "number" && EXPECTS_FORM.has(status);
}
