import { MANAGED_FIELDS, type ManagedField } from "../../extension/managed/fields";

/** One rollout: which extension, from where, with which settings. */
export interface Rollout {
  /** Identifier of the extension in the browser. */
  readonly id: string;
  /** Address of the package (Firefox) or of the update manifest (Chromium). */
  readonly address: string;
  readonly settings: object;
}

/** Firefox's policies: the extension comes by itself and stays, its button is in the toolbar. */
export function firefoxPolicies({ id, address, settings }: Rollout) {
  return {
    policies: {
      ExtensionSettings: {
        [id]: { installation_mode: "force_installed", install_url: address, default_area: "navbar" },
      },
      "3rdparty": { Extensions: { [id]: settings } },
    },
  };
}

/** The same for browsers of the Chromium family. */
export function chromiumPolicies({ id, address, settings }: Rollout) {
  return {
    ExtensionSettings: {
      [id]: { installation_mode: "force_installed", update_url: address, toolbar_pin: "force_pinned" },
    },
    "3rdparty": { extensions: { [id]: settings } },
  };
}

/** The update manifest that `update_url` names. */
export function updateManifest(id: string, version: string, packageAddress: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}">
    <updatecheck codebase="${packageAddress}" version="${version}" />
  </app>
</gupdate>
`;
}

/** The schema by which Chromium reads the settings (`storage.managed_schema`). Chromium's schemas know no patterns. */
export function managedSchema() {
  const entries: [string, ManagedField][] = Object.entries(MANAGED_FIELDS);
  return { type: "object", properties: Object.fromEntries(entries.map(([name, field]) => [name, schemaOf(field)])) };
}

function schemaOf(field: ManagedField): object {
  switch (field.kind) {
    case "choice":
      return { type: "string", enum: field.of };
    case "text":
      return { type: "string" };
    case "list":
      return { type: "array", items: { type: "string" } };
  }
}
