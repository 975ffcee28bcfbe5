import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { foundBrowsers, programFolders, type FoundBrowser } from "../../../native-host/install/found";
import { isPortal } from "../../../native-host/install/portal";
import { sandboxNotes } from "../../../native-host/commands/install-notes";
import { Scene } from "./scene";

describe("The browsers of a computer", () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });
  afterEach(() => scene.remove());

  const look = (platform: "linux" | "darwin" | "win32" = "linux", folders = programFolders("linux", scene.home, {})) =>
    foundBrowsers(platform, { root: scene.root, home: scene.home, folders });
  const told = (found: readonly FoundBrowser[]) =>
    found.map(({ browser, packaging }) => `${browser.name} ${packaging}`);

  it("are none where nothing is", () => {
    assert.deepEqual(look(), []);
  });

  it("are found by their programs, each edition of Firefox as Firefox", () => {
    scene.put("system/usr/bin/firefox-esr", "ELF", 0o755);
    scene.put("system/usr/bin/firefox-developer-edition", "ELF", 0o755);
    scene.put("system/usr/local/bin/brave-browser", "#!/bin/bash\nexec /opt/brave.com/brave/brave\n", 0o755);
    scene.put("system/opt/vivaldi/vivaldi", "ELF", 0o755);
    symlinkSync(join(scene.root, "opt/vivaldi/vivaldi"), join(scene.root, "usr/bin/vivaldi"));
    assert.deepEqual(told(look()), ["brave plain", "vivaldi plain", "firefox plain"]);
  });

  it("are known as snaps by snapd's link, and by the script that Ubuntu leaves in their old place", () => {
    scene.put("system/usr/bin/snap", "ELF", 0o755);
    mkdirSync(join(scene.root, "snap/bin"), { recursive: true });
    for (const name of ["firefox", "brave"]) symlinkSync("../../usr/bin/snap", join(scene.root, "snap/bin", name));
    scene.put("system/usr/bin/firefox", '#!/bin/sh\nexec /snap/bin/firefox "$@"\n', 0o755);
    scene.put("system/usr/bin/chromium-browser", '#!/bin/sh\nexec /snap/bin/chromium "$@"\n', 0o755);
    assert.deepEqual(told(look()), ["chromium snap", "brave snap", "firefox snap"]);
  });

  it("are known as flatpaks by their folders, the system's and the person's; one may be there in two ways", () => {
    mkdirSync(join(scene.root, "var/lib/flatpak/app/org.mozilla.firefox"), { recursive: true });
    mkdirSync(join(scene.home, ".local/share/flatpak/app/io.gitlab.librewolf-community"), { recursive: true });
    scene.put("system/usr/bin/firefox", "ELF", 0o755);
    assert.deepEqual(told(look()), ["firefox plain", "firefox flatpak", "librewolf flatpak"]);
  });

  it("are found by bundles on macOS and by programs on Windows, whose folders name a drive", () => {
    scene.put("system/Applications/Microsoft Edge.app/Contents/Info.plist", "");
    assert.deepEqual(told(look("darwin", programFolders("darwin", "/home"))), ["edge plain"]);
    const env = {
      ProgramFiles: "C:\\Program Files",
      "ProgramFiles(x86)": "C:\\Program Files (x86)",
      LOCALAPPDATA: "D:\\x",
    };
    assert.deepEqual(programFolders("win32", "", env), ["C:\\Program Files", "C:\\Program Files (x86)", "D:\\x"]);
    scene.put("drive/Mozilla Firefox\\firefox.exe", "");
    assert.deepEqual(told(look("win32", [join(scene.folder, "drive")])), ["firefox plain"]);
  });

  it("in a sandbox: the person hears what will be asked, how to take back a no, and where Varco cannot work", () => {
    scene.put("system/snap/bin/firefox", "");
    scene.put("system/snap/bin/chromium", "");
    mkdirSync(join(scene.root, "var/lib/flatpak/app/org.mozilla.firefox"), { recursive: true });
    const [chromium = "", firefox = "", flatpak = "", ...more] = sandboxNotes(["chromium", "firefox"], look());
    assert.match(chromium, /Chromium is a snap.*does not work in it/);
    assert.match(firefox, /say yes.*flatpak permission-set webextensions it\.varco\.host snap\.firefox yes$/);
    assert.match(flatpak, /xdg-native-messaging-proxy.*flatpak override .* org\.mozilla\.firefox$/);
    assert.deepEqual(more, []);
    assert.deepEqual(sandboxNotes(["brave"], look()), [], "only of those that were asked for");
  });

  it("in a sandbox have their hosts started by a portal, which is known by its name", () => {
    const starter = (pid: number, name: string) => scene.put(`proc/${pid}/comm`, `${name}\n`);
    starter(7, "xdg-desktop-por");
    starter(8, "xdg-native-mess");
    starter(9, "firefox");
    const proc = join(scene.folder, "proc");
    assert.deepEqual(
      [7, 8, 9, 10].map((pid) => isPortal(pid, proc)),
      [true, true, false, false],
    );
  });
});
