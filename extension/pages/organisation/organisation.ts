import { parseManaged, readManaged, type Managed } from "../../managed/settings";

let current: Managed = parseManaged({});

/** What the organisation has set, as of `loadOrganisation`. */
export function organisation(): Managed {
  return current;
}

/** Reads what the organisation has set, and returns it. To be called before a page is drawn. */
export async function loadOrganisation(): Promise<Managed> {
  current = await readManaged();
  return current;
}
