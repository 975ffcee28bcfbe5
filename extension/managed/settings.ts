import * as v from "valibot";
import browser from "webextension-polyfill";
import type { Language } from "../issuers/language";
import { MANAGED_FIELDS } from "./fields";

const { language, sites, portals, helpLineName, helpLineNumber, helpLineMail, helpLineAddress } = MANAGED_FIELDS;
type TextField = { readonly form: RegExp; readonly longest: number };
const text = ({ form, longest }: TextField) => v.pipe(v.string(), v.maxLength(longest), v.regex(form));
const address = (field: TextField) =>
  v.pipe(
    text(field),
    v.check((value) => URL.canParse(value)),
  );

/** One schema for each setting: a broken one leaves the others alone. */
const SCHEMAS = {
  language: v.picklist(language.of),
  sites: v.pipe(v.array(text(sites)), v.maxLength(sites.most)),
  portals: v.pipe(v.array(address(portals)), v.maxLength(portals.most)),
  helpLineName: text(helpLineName),
  helpLineNumber: text(helpLineNumber),
  helpLineMail: text(helpLineMail),
  helpLineAddress: address(helpLineAddress),
};

/** The help line of the organisation that looks after the computer. Each part may be missing, not all. */
export interface OrganisationHelpLine {
  readonly name: string | null;
  readonly number: string | null;
  readonly mail: string | null;
  readonly address: string | null;
}

/** What the organisation has set for this browser. */
export interface Managed {
  /** null: it leaves the language to the person. */
  readonly language: Language | null;
  /** Match patterns. */
  readonly sites: readonly string[];
  /** Origins of the portals that count as remembered. */
  readonly portals: readonly string[];
  /** Their addresses at which every visit is for the login: origin and path. */
  readonly logins: readonly string[];
  readonly helpLine: OrganisationHelpLine | null;
  /** Names of the settings that cannot be used, or that Varco does not know. */
  readonly broken: readonly string[];
}

/** Settings from the browser's managed storage. What is broken is named, and the rest holds. */
export function parseManaged(stored: unknown): Managed {
  const given = v.is(v.record(v.string(), v.unknown()), stored) ? stored : {};
  const broken = Object.keys(given).filter((name) => !(name in SCHEMAS));
  const take = <Schema extends v.GenericSchema>(name: keyof typeof SCHEMAS, schema: Schema) => {
    if (given[name] === undefined) return null;
    const parsed = v.safeParse(schema, given[name]);
    if (!parsed.success) broken.push(name);
    return parsed.success ? parsed.output : null;
  };
  const addresses = (take("portals", SCHEMAS.portals) ?? []).map((address) => new URL(address));
  const helpLine = {
    name: take("helpLineName", SCHEMAS.helpLineName),
    number: take("helpLineNumber", SCHEMAS.helpLineNumber),
    mail: take("helpLineMail", SCHEMAS.helpLineMail),
    address: take("helpLineAddress", SCHEMAS.helpLineAddress),
  };
  return {
    language: take("language", SCHEMAS.language),
    sites: take("sites", SCHEMAS.sites) ?? [],
    portals: [...new Set(addresses.map(({ origin }) => origin))].sort(),
    logins: addresses.filter(({ pathname }) => pathname !== "/").map(({ origin, pathname }) => origin + pathname),
    helpLine: (helpLine.number ?? helpLine.mail ?? helpLine.address) === null ? null : helpLine,
    broken: broken.sort(),
  };
}

/** What the organisation has set. Firefox throws where it has set nothing. */
export async function readManaged(): Promise<Managed> {
  try {
    return parseManaged(await browser.storage.managed.get());
  } catch {
    return parseManaged({});
  }
}

/** Whether the organisation has named the portal of this origin. */
export async function isManagedPortal(origin: string): Promise<boolean> {
  return (await readManaged()).portals.includes(origin);
}

/** Whether the organisation says that every visit of this address is for the login, whatever its query. */
export async function isManagedLogin(url: string): Promise<boolean> {
  const { origin, pathname } = new URL(url);
  return (await readManaged()).logins.includes(origin + pathname);
}

/** Calls back whenever the organisation changes its settings. Returns the function that ends it. */
export function onManagedChange(listener: () => void): () => void {
  const changed = (_: Record<string, unknown>, area: string) => {
    if (area === "managed") listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
