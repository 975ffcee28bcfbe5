import * as v from "valibot";
import { isErrorCode, type ErrorCode, type ErrorValue } from "../../../shared/errors";
import { fromBase64, toBase64 } from "../../host/body";
import type { LoginOrder } from "./parts";

/**
 * Bodies beyond this (bytes) are not kept for the case that the browser restarts the background: its store has 10 MB in
 * all.
 */
const BODY_LIMIT = 1_000_000;

/**
 * What it takes to show a login again after the browser has stopped the background and started it anew. Never a PIN.
 */
export interface LoginRecord {
  readonly id: string;
  readonly tabId: number;
  /** Firefox's container or private jar; absent where the browser has only one for the extension. */
  readonly storeId: string | undefined;
  readonly incognito: boolean;
  /** Whether a page opened the window of the tab for itself. */
  readonly popup: boolean;
  readonly order: LoginOrder;
  /** Whether work had begun that cannot be taken up again. */
  readonly working: boolean;
  readonly failed: ErrorValue | null;
}

const stored = v.strictObject({
  id: v.string(),
  tabId: v.number(),
  storeId: v.nullable(v.string()),
  incognito: v.boolean(),
  popup: v.boolean(),
  observed: v.boolean(),
  access: v.array(v.string()),
  begunBy: v.picklist(["failure", "fallback", "page", "address", "person", "led-on"]),
  inVain: v.boolean(),
  method: v.picklist(["GET", "POST"]),
  url: v.string(),
  /** Base64; null if it was too long to be kept. */
  body: v.nullable(v.string()),
  contentType: v.nullable(v.string()),
  origin: v.nullable(v.string()),
  crossSite: v.boolean(),
  fetchMetadata: v.array(v.tuple([v.string(), v.string()])),
  working: v.boolean(),
  failed: v.nullable(
    v.object({
      code: v.custom<ErrorCode>((code) => typeof code === "string" && isErrorCode(code)),
      details: v.record(v.string(), v.union([v.string(), v.number(), v.null()])),
    }),
  ),
});

/** The record as JSON can hold it. */
export function toStored(record: LoginRecord): v.InferOutput<typeof stored> {
  const {
    id,
    tabId,
    storeId = null,
    incognito,
    popup,
    working,
    failed,
    order: {
      request: { body, ...request },
      observed,
      access,
      begunBy,
      inVain,
    },
  } = record;
  return {
    id,
    tabId,
    storeId,
    incognito,
    popup,
    working,
    failed,
    observed,
    begunBy,
    inVain,
    access: [...access],
    ...request,
    fetchMetadata: request.fetchMetadata.map(([name, value]): [string, string] => [name, value]),
    body: body.length > BODY_LIMIT ? null : toBase64(body),
  };
}

/** The record again, null if it is none of this version. */
export function fromStored(value: unknown): LoginRecord | null {
  const parsed = v.safeParse(stored, value);
  if (!parsed.success) return null;
  const { id, tabId, storeId, incognito, popup, working, failed, observed, access, begunBy, inVain, body, ...request } =
    parsed.output;
  const lost: ErrorValue = { code: "portal.step-back", details: { host: new URL(request.url).host } };
  return {
    id,
    tabId,
    storeId: storeId ?? undefined,
    incognito,
    popup,
    working,
    failed: failed ?? (body === null ? lost : null),
    order: { observed, access, begunBy, inVain, request: { ...request, body: fromBase64(body ?? "") } },
  };
}
