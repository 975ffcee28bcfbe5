import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ModulePlaces } from "../../../native-host/install/module-state";
import { BROWSERS } from "../../../native-host/install/browsers";
import { systemPlaces, userPlaces, type Places } from "../../../native-host/install/places";
import { findProxy } from "../../../native-host/install/proxy";
import type { Registration } from "../../../native-host/install/plan";
import { register } from "../../../native-host/install/register";
import { unregister } from "../../../native-host/install/unregister";

/** Names of all browsers of the table. */
export const ALL: readonly string[] = BROWSERS.map(({ name }) => name);
export const PROXY = "/usr/lib64/p11-kit-proxy.so";

/** A home and a system, both in one temporary folder, in which Varco is registered and taken away again. */
export class Scene {
  readonly folder: string;
  readonly home: string;
  readonly root: string;

  /** `parent`: where the folder is made. */
  constructor(parent = tmpdir()) {
    this.folder = mkdtempSync(join(parent, "varco it's a home "));
    this.home = join(this.folder, "home");
    this.root = join(this.folder, "system");
    mkdirSync(this.home);
    this.put(join("system", PROXY), "");
  }

  /** Writes a file, with the folders that it takes. */
  put(path: string, content: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content, { mode });
  }

  /** Places of the person whose home it is. */
  get user(): Places {
    return userPlaces("linux", {
      home: this.home,
      config: join(this.home, ".config"),
      data: join(this.home, ".local/share"),
    });
  }

  /** The same where the person is root. */
  get rootUser(): Places {
    const systemModules = join(this.root, "etc/pkcs11/modules");
    return userPlaces("linux", {
      home: this.home,
      config: join(this.home, ".config"),
      data: join(this.home, ".local/share"),
      systemModules,
    });
  }

  get system(): Places {
    return systemPlaces("linux", this.root);
  }

  get modulePlaces(): ModulePlaces {
    return { user: this.user, system: this.system, root: this.root };
  }

  install(changes: Partial<Registration> = {}): ReturnType<typeof register> {
    return register({
      places: this.user,
      browsers: ALL,
      command: ["/bin/true"],
      parts: ["host", "module"],
      proxy: findProxy(this.root),
      root: this.root,
      ...changes,
    });
  }

  uninstall(places: Places = this.user, browsers: readonly string[] = ALL): string[] {
    return unregister(places, { browsers, profileFolders: browsers === ALL ? "all" : [] });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
