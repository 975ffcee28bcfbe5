/** A file of a package: its path on the system, its content, whether it is a program. */
export interface PackageFile {
  readonly path: string;
  readonly content: string | Buffer;
  readonly runs?: boolean;
}
