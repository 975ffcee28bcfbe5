import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ABOUT, type Release } from "../release";
import { run } from "../run";
import type { LinuxNames } from "../systems";
import { FEDORA } from "./families";
import { entriesIn, makeRoot } from "./root";

/**
 * Folders of every system, which are not ours. rpm takes away a folder only with the last package that has it: all
 * others on the way to our files are ours as well.
 */
const OF_THE_SYSTEM =
  /^\/(etc|usr|usr\/(bin|lib|lib64|share)|usr\/share\/(applications|doc|icons|man|man\/man1|icons\/hicolor(\/[^/]+(\/apps)?)?))$/;

/** Builds the rpm package from the program's tree into `folder` and returns its path. */
export function buildRpm(tree: string, names: LinuxNames, release: Release, folder: string): string {
  const work = join(folder, `rpm-${names.rpm}`);
  const root = join(work, "root");
  makeRoot(root, tree, FEDORA, names, release);
  const spec = join(work, "varco.spec");
  writeFileSync(spec, specFile(root, release));
  mkdirSync(join(work, "home"));
  const defined = Object.entries({
    _topdir: work,
    _dbpath: join(work, "db"),
    _rpmdir: work,
    _build_name_fmt: "%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm",
    _binary_payload: "w3.zstdio",
    _buildhost: "varco.example",
    use_source_date_epoch_as_buildtime: "1",
    clamp_mtime_to_source_date_epoch: "1",
    // Node stays as its makers published it.
    __os_install_post: "%{nil}",
    debug_package: "%{nil}",
    _build_id_links: "none",
  }).flatMap(([name, value]) => ["--define", `${name} ${value}`]);
  run("rpmbuild", ["-bb", "--target", `${names.rpm}-linux`, "--buildroot", join(work, "build"), ...defined, spec], {
    // rpm reads a person's own macros.
    env: { SOURCE_DATE_EPOCH: String(release.time), HOME: join(work, "home") },
  });
  const made = readdirSync(work).find((name) => name.endsWith(".rpm"));
  if (made === undefined) throw new Error("rpmbuild made no package");
  copyFileSync(join(work, made), join(folder, made));
  rmSync(work, { recursive: true });
  return join(folder, made);
}

function specFile(root: string, { version }: Release): string {
  const entries = entriesIn(root).reverse();
  const files = entries.filter(({ folder }) => !folder).map(({ path }) => `"${path}"\n`);
  const folders = entries.filter(({ folder, path }) => folder && !OF_THE_SYSTEM.test(path));
  return `Name: varco
Version: ${version}
Release: 1
Summary: ${ABOUT.summary}
License: ${ABOUT.licence}
URL: ${ABOUT.homepage}
Vendor: ${ABOUT.maintainer}
AutoReqProv: no
${FEDORA.needs.map((need) => `Requires: ${need}\n`).join("")}Recommends: xdg-utils

%description
${ABOUT.description.join("\n")}

%install
rm -rf "%{buildroot}"
cp -a "${root}" "%{buildroot}"

%files
%defattr(-,root,root,-)
${folders.map(({ path }) => `%dir "${path}"\n`).join("")}${files.join("")}`;
}
