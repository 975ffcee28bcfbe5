import assert from "node:assert/strict";
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { lockFolder } from "../../../native-host/cards/lock-folder";

describe("The folder of the locks", function () {
  const user = process.geteuid?.();
  if (user === undefined) return;
  let root: string;
  let runtime: string;
  let temporary: string;
  let shared: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "varco-lock-folder-"));
    [runtime, temporary] = [join(root, "runtime"), join(root, "tmp")];
    mkdirSync(runtime, { mode: 0o700 });
    mkdirSync(temporary, { mode: 0o777 });
    shared = join(temporary, `varco-${user}`);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const folder = (): string | null => lockFolder({ XDG_RUNTIME_DIR: runtime }, temporary);
  const mode = (path: string): number => lstatSync(path).mode & 0o777;

  it("lies in the session's runtime folder, is closed to others, and stays the same", () => {
    assert.equal(folder(), join(runtime, "varco"));
    assert.equal(mode(join(runtime, "varco")), 0o700);
    assert.equal(folder(), join(runtime, "varco"));
    assert.ok(!existsSync(shared));
  });

  for (const [what, spoil] of [
    ["there is none", () => rmSync(runtime, { recursive: true })],
    ["it is open to others", () => chmodSync(runtime, 0o750)],
    [
      "it is a link",
      () => {
        rmSync(runtime, { recursive: true });
        mkdirSync(join(root, "elsewhere"), { mode: 0o700 });
        symlinkSync(join(root, "elsewhere"), runtime);
      },
    ],
    [
      "it is a relative path",
      () => {
        runtime = relative(process.cwd(), runtime);
      },
    ],
  ] as const) {
    it(`is the user's own among the temporary files when the session has no proper runtime folder: ${what}`, () => {
      spoil();
      assert.equal(folder(), shared);
      assert.equal(mode(shared), 0o700);
      assert.equal(folder(), shared);
    });
  }

  it("lies among the temporary files where no runtime folder is named", () => {
    assert.equal(lockFolder({}, temporary), shared);
  });

  for (const [what, plant] of [
    [
      "a link to a folder of the user",
      () => {
        mkdirSync(join(root, "own"), { mode: 0o700 });
        symlinkSync(join(root, "own"), shared);
      },
    ],
    ["a link that leads nowhere", () => symlinkSync(join(root, "nowhere"), shared)],
    ["a file", () => writeFileSync(shared, "", { mode: 0o600 })],
    [
      "a folder open to others",
      () => {
        mkdirSync(shared);
        chmodSync(shared, 0o733);
      },
    ],
  ] as const) {
    it(`is refused when somebody has put ${what} there`, () => {
      plant();
      assert.throws(() => lockFolder({}, temporary), /only this user/);
      assert.ok(!existsSync(join(root, "nowhere")));
    });
  }

  it("is refused when it belongs to another user", () => {
    const { geteuid } = process;
    mkdirSync(join(temporary, `varco-${user + 1}`), { mode: 0o700 });
    try {
      process.geteuid = () => user + 1;
      assert.throws(() => lockFolder({ XDG_RUNTIME_DIR: runtime }, temporary), /only this user/);
    } finally {
      if (geteuid) process.geteuid = geteuid;
    }
  });

  it("lies in the person's own profile on a system without user ids (Windows)", () => {
    const { geteuid } = process;
    try {
      delete process.geteuid;
      assert.equal(lockFolder({ XDG_RUNTIME_DIR: runtime }, temporary), null);
      assert.equal(lockFolder({ LOCALAPPDATA: runtime }, temporary), join(runtime, "Temp", "varco"));
      assert.ok(existsSync(join(runtime, "Temp", "varco")));
    } finally {
      if (geteuid) process.geteuid = geteuid;
    }
  });
});
