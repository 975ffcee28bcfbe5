import { dirname } from "node:path/posix";
import type { Browser } from "../../../native-host/install/browsers";
import { manifestName } from "../../../native-host/install/windows/places";
import { HOST_NAME, VARCO_VERSION } from "../../../shared/identity";
import { stableGuid } from "./stable-guid";

/** What the installation package is made of. */
export interface Installation {
  /** Folder of the program, as a path from the folder of the source: wixl takes no absolute ones. */
  readonly tree: string;
  /** Its files, as paths within it. */
  readonly files: readonly string[];
  readonly browsers: readonly Pick<Browser, "engine" | "registry">[];
  /** A hash of the files: other files are another product, and replace this one. */
  readonly content: string;
  readonly version?: string;
}

/** All versions of Varco are one product to Windows: a new one takes the place of the old. Never change it. */
const UPGRADE_CODE = stableGuid("upgrade code");

/**
 * The source of the installation package, for wixl. One person's, without an administrator: files below
 * `%LOCALAPPDATA%\Programs\Varco`, registry keys below HKEY_CURRENT_USER. A program that runs is not ended, and nothing
 * starts the computer again: whoever started the old host keeps it (Windows moves the file aside), the next start is
 * the new host's. Source of the elements: WiX Toolset v3 manual; of the properties: learn.microsoft.com "Windows
 * Installer property reference".
 */
export function installationSource(installation: Installation): string {
  const { tree, files, browsers, content, version = VARCO_VERSION } = installation;
  const components = [...files.map((file, at) => fileComponent(file, tree, at)), registryComponent(browsers)];
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="${stableGuid(`product ${version} ${content}`)}" Name="Varco" Language="1033" Codepage="65001"
      Version="${version}" Manufacturer="Varco" UpgradeCode="${UPGRADE_CODE}">
    <Package InstallerVersion="500" Compressed="yes"
        InstallScope="perUser" Description="Varco ${version}" Comments="Login with a CNS smart card"
        Manufacturer="Varco" SummaryCodepage="65001" Languages="1033"/>
    <Media Id="1" Cabinet="varco.cab" EmbedCab="yes"/>
    <Upgrade Id="${UPGRADE_CODE}">
      <UpgradeVersion Minimum="0.0.0" IncludeMinimum="yes" Property="OTHER_VERSIONS"/>
    </Upgrade>
    <InstallExecuteSequence>
      <RemoveExistingProducts After="InstallInitialize"/>
    </InstallExecuteSequence>
    <Property Id="ARPNOMODIFY" Value="1"/>
    <Property Id="ARPNOREPAIR" Value="1"/>
    <Property Id="MSIRESTARTMANAGERCONTROL" Value="Disable"/>
    <Property Id="REBOOT" Value="ReallySuppress"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="LocalAppDataFolder">
        <Directory Id="PROGRAMS" Name="Programs">
          <Directory Id="INSTALLDIR" Name="Varco">
${folders(files, components)}          </Directory>
        </Directory>
      </Directory>
    </Directory>
    <Feature Id="Varco" Level="1" Title="Varco">
${components.map(({ id }) => `      <ComponentRef Id="${id}"/>\n`).join("")}    </Feature>
  </Product>
</Wix>
`;
}

interface Component {
  readonly id: string;
  /** Path within the tree; `.`: the tree itself. */
  readonly folder: string;
  readonly xml: string;
}

function fileComponent(file: string, tree: string, at: number): Component {
  const id = `C${at}`;
  const element = `<File Id="F${at}" Source="${text(`${tree}/${file}`)}" KeyPath="yes"/>`;
  return { id, folder: dirname(file), xml: component(id, file, element) };
}

/** The keys by which browsers find the host. Browsers may share a key. */
function registryComponent(browsers: Installation["browsers"]): Component {
  const id = "Registry";
  const manifests = new Map(browsers.flatMap(({ engine, registry }) => registry.map((key) => [key, engine])));
  const values = [...manifests].map(
    ([key, engine], at) =>
      `<RegistryValue Root="HKCU" Key="${text(`Software\\${key}\\NativeMessagingHosts\\${HOST_NAME}`)}" Type="string" ` +
      `Value="[INSTALLDIR]${manifestName(engine)}"${at === 0 ? ' KeyPath="yes"' : ""}/>`,
  );
  return { id, folder: ".", xml: component(id, "registry", values.join("")) };
}

function component(id: string, name: string, content: string): string {
  return `<Component Id="${id}" Guid="${stableGuid(`component ${name}`)}" Win64="yes">${content}</Component>\n`;
}

/** The folders of the files, one in the other, with their components. */
function folders(files: readonly string[], components: readonly Component[]): string {
  const all = new Set<string>();
  for (const file of files) for (let at = dirname(file); at !== "."; at = dirname(at)) all.add(at);
  const sorted = [...all].sort();
  const inside = (folder: string): string =>
    [
      ...components.filter((one) => one.folder === folder).map(({ xml }) => xml),
      ...sorted
        .filter((one) => dirname(one) === folder)
        .map((one) => {
          const name = one.slice(one.lastIndexOf("/") + 1);
          return `<Directory Id="D${sorted.indexOf(one)}" Name="${text(name)}">\n${inside(one)}</Directory>\n`;
        }),
    ].join("");
  return inside(".");
}

/** A text in an attribute (XML 1.0 §2.3). */
function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
