import assert from "node:assert/strict";
import { chownSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownerOf } from "../../../native-host/install/files";
import { refuseAnothersHome } from "../../../native-host/install/places";

const ROOT = 0;
const PERSON = 1000;
const folders = { home: "/home/ada", config: "/home/ada/.config", data: "/home/ada/.local/share" };
const root = { home: "/root", config: "/root/.config", data: "/root/.local/share" };
/** Who owns a folder, where nothing is real: below a home, its person. */
const owner = (path: string) => (path.startsWith("/home/") ? PERSON : ROOT);

describe("The home that a registration for one user goes into", () => {
  it("is refused to root where it is another person's, and named", () => {
    assert.throws(() => refuseAnothersHome(folders, ROOT, owner), {
      code: "install.home",
      details: { path: "/home/ada" },
    });
  });

  it("is refused to root also where only the settings or the data are another person's", () => {
    assert.throws(() => refuseAnothersHome({ ...root, config: folders.config }, ROOT, owner), {
      code: "install.home",
      details: { path: folders.config },
    });
    assert.throws(() => refuseAnothersHome({ ...root, data: folders.data }, ROOT, owner), {
      code: "install.home",
      details: { path: folders.data },
    });
  });

  it("is taken where it is root's own, and by a person, whose rights the system knows", () => {
    refuseAnothersHome(root, ROOT, owner);
    refuseAnothersHome(folders, PERSON, owner);
    refuseAnothersHome(root, PERSON, owner);
    refuseAnothersHome(folders, undefined, owner);
  });
});

describe("The owner of a folder", () => {
  let folder: string;
  const own = process.getuid?.();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-owner-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is that of the folder above if the folder does not exist yet", () => {
    assert.equal(ownerOf(folder), own);
    assert.equal(ownerOf(join(folder, "not/there")), own);
  });

  it("is not that of a link to the folder", () => {
    symlinkSync("/", join(folder, "link"));
    assert.equal(ownerOf(join(folder, "link")), ownerOf("/"));
    if (own !== ROOT) return;
    chownSync(folder, PERSON, PERSON);
    symlinkSync(folder, join(folder, "home"));
    assert.equal(ownerOf(join(folder, "home/.config")), PERSON);
  });

  it("is not guessed where it cannot be known, and the error says so", () => {
    symlinkSync("loop", join(folder, "loop"));
    assert.throws(() => ownerOf(join(folder, "loop")), {
      code: "install.read",
      details: { path: join(folder, "loop"), reason: "ELOOP" },
    });
  });
});
