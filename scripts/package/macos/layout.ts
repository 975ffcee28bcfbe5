import { hostManifest } from "../../../native-host/install/manifest";
import { systemPlaces } from "../../../native-host/install/places";

/**
 * Where the package puts Varco. Only root writes there; below `/usr/local` everybody does who has Homebrew on an Intel
 * Mac, since it gives these folders to one user.
 */
export const FOLDER = "/Library/Application Support/Varco";

/** What browsers start. A registration with `varco-host install --system` has its script elsewhere. */
export const PROGRAM = `${FOLDER}/program/varco-host`;

/** A file that the package adds to the program, by its absolute path. */
export interface AddedFile {
  readonly path: string;
  readonly content: string;
  readonly mode: number;
}

/** Manifests in the folders that count for everybody, by which each browser finds the host. */
export function manifests(): AddedFile[] {
  const places = systemPlaces("darwin", "/").browsers;
  const files = places.flatMap(({ engine, hostManifests }) =>
    hostManifests.map((path): [string, AddedFile] => [
      path,
      { path, content: hostManifest(engine, PROGRAM), mode: 0o644 },
    ]),
  );
  // Some browsers look into another one's folder.
  return [...new Map(files).values()];
}

/** Makes `varco-host` a command of the shells: path_helper(8) reads the folder's name, and nothing else is in it. */
export function command(): AddedFile[] {
  return [
    { path: "/private/etc/paths.d/varco", content: `${FOLDER}/bin\n`, mode: 0o644 },
    {
      path: `${FOLDER}/bin/varco-host`,
      content: '#!/bin/sh\nexec "${0%/*}/../program/varco-host" "$@"\n',
      mode: 0o755,
    },
  ];
}
