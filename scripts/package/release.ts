import { execFileSync } from "node:child_process";
import { VARCO_VERSION } from "../../shared/identity";
import { ROOT } from "./folders";

/** What a package says of its release. */
export interface Release {
  readonly version: string;
  /** Seconds since 1970: the time of everything in the package (SOURCE_DATE_EPOCH of reproducible-builds.org). */
  readonly time: number;
}

/** The release of this commit. Its time is that of the commit, unless the environment says SOURCE_DATE_EPOCH. */
export function thisRelease(): Release {
  const given = process.env["SOURCE_DATE_EPOCH"];
  const time = given ?? execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: ROOT, encoding: "utf8" });
  return { version: VARCO_VERSION, time: Number(time) };
}

/** Who answers for the packages, and what they say of themselves. */
export const ABOUT = {
  maintainer: "The Varco contributors <varco@varco.example>",
  homepage: "https://varco.example",
  licence: "EUPL-1.2",
  summary: "log in to public portals with a CNS smart card",
  description: [
    "Varco logs a person in to Italian public portals with a health card (TS-CNS),",
    "a CPS or another CNS, from Firefox and from browsers that are made like",
    "Chromium. This is the program that works beside Varco's extension.",
  ],
} as const;
