import { readFile } from "node:fs/promises";
import type { Routes, SitePage } from "./exchange";

/** The pages of a site and the style sheet that they all ask of their own origin. */
export async function withStyleSheet(routes: Routes): Promise<Routes> {
  const body = await readFile(new URL("./pages/portal.css", import.meta.url), "utf8");
  return new Map<string, SitePage>([
    ...routes,
    [
      "/stile.css",
      {
        GET: () => ({ status: 200, headers: { "content-type": "text/css; charset=utf-8" }, cookies: [], body }),
      },
    ],
  ]);
}
