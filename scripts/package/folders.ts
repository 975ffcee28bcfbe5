import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Archives of npm packages, kept from one run to the next. */
export const CACHE = `${ROOT}.cache/package`;

/** Everything that `npm run package` makes. */
export const PACKAGES_FOLDER = `${ROOT}dist/package`;

/** What `npm run build` made of the host. */
export const BUILT_HOST = `${ROOT}dist/host`;
