import { VARCO_VERSION } from "../../../shared/identity";

/**
 * What the launcher says of itself to Windows, for windres. Task managers and questions about rights show the
 * description. The manifest: no administrator's rights, paths of any length, and the versions of Windows that it knows.
 */
export function resources(version: string = VARCO_VERSION): string {
  const numbers = [...version.split("."), "0"].join(",");
  const values = Object.entries({
    CompanyName: "Varco",
    FileDescription: "Varco",
    FileVersion: version,
    InternalName: "varco-host",
    LegalCopyright: "EUPL-1.2",
    OriginalFilename: "varco-host.exe",
    ProductName: "Varco",
    ProductVersion: version,
  });
  return `1 VERSIONINFO
FILEVERSION ${numbers}
PRODUCTVERSION ${numbers}
FILEOS 0x40004
FILETYPE 1
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904b0"
    BEGIN
${values.map(([name, value]) => `      VALUE "${name}", "${value}"`).join("\n")}
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x409, 1200
  END
END
1 24 "launcher.manifest"
`;
}

/** The application manifest (learn.microsoft.com "Application manifests"). */
export const APPLICATION_MANIFEST = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    </windowsSettings>
  </application>
</assembly>
`;
