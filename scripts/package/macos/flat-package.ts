import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOST_NAME, VARCO_VERSION } from "../../../shared/identity";
import { payload } from "./archive";
import { billOfMaterials } from "./bom";
import { conclusions } from "./conclusion";
import type { Processor } from "./names";
import { packedFiles, type PackedFile } from "./packed-file";
import { layOut } from "./payload";
import { xar, type XarFile } from "./xar";

/** The oldest macOS that this Node runs on: LC_BUILD_VERSION in its program. */
export const OLDEST = "13.5";

/**
 * Builds Apple's package for macOS into `file`: unsigned, without scripts, so that nothing of ours runs as root while it
 * is installed. `tree`: the program; `time`: when it was made, in seconds. docs/releasing.md says how it is signed.
 */
export function buildFlatPackage(tree: string, processor: Processor, time: number, file: string): void {
  const work = mkdtempSync(join(tmpdir(), "varco-pkg-"));
  try {
    const root = join(work, "root");
    layOut(root, tree, time);
    payload(root, join(work, "Payload"));
    const files = packedFiles(root);
    const text = (name: string, content: string): XarFile => ({ name, content: Buffer.from(content) });
    writeFileSync(
      file,
      xar(
        [
          text("Distribution", distribution(processor, files)),
          {
            name: "Resources",
            files: conclusions().map(({ language, html }) => ({
              name: `${language}.lproj`,
              files: [text("conclusion.html", html)],
            })),
          },
          {
            name: "varco.pkg",
            files: [
              { name: "Bom", content: billOfMaterials(files, time) },
              { name: "Payload", content: readFileSync(join(work, "Payload")) },
              text("PackageInfo", packageInfo(files)),
            ],
          },
        ],
        time,
      ),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Apple's names of the processors. */
const ARCHITECTURES: Readonly<Record<Processor, string>> = { arm64: "arm64", x64: "x86_64" };

/** What the installer shows and checks ("Distribution Definition XML Reference" of Apple). */
function distribution(processor: Processor, files: readonly PackedFile[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<installer-gui-script minSpecVersion="2">
  <title>Varco</title>
  <conclusion file="conclusion.html" mime-type="text/html"/>
  <options customize="never" require-scripts="false" hostArchitectures="${ARCHITECTURES[processor]}"/>
  <domains enable_anywhere="false" enable_currentUserHome="false" enable_localSystem="true"/>
  <volume-check><allowed-os-versions><os-version min="${OLDEST}"/></allowed-os-versions></volume-check>
  <choices-outline><line choice="varco"/></choices-outline>
  <choice id="varco" title="Varco" visible="false"><pkg-ref id="${HOST_NAME}"/></choice>
  <pkg-ref id="${HOST_NAME}" version="${VARCO_VERSION}" installKBytes="${kilobytes(files)}">#varco.pkg</pkg-ref>
</installer-gui-script>
`;
}

/** Folders that are there keep their owner and permissions. */
function packageInfo(files: readonly PackedFile[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<pkg-info format-version="2" identifier="${HOST_NAME}" version="${VARCO_VERSION}" install-location="/" auth="root" \
overwrite-permissions="false" relocatable="false" postinstall-action="none">
  <payload numberOfFiles="${files.length}" installKBytes="${kilobytes(files)}"/>
</pkg-info>
`;
}

function kilobytes(files: readonly PackedFile[]): number {
  return Math.ceil(files.reduce((sum, { content }) => sum + (content?.size ?? 0), 0) / 1024);
}
