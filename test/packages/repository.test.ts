import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeAptRepository, writeRpmRepository } from "../../scripts/package/linux/repositories";
import { VARCO_VERSION } from "../../shared/identity";
import { builtPackages, NEXT_VERSION, type BuiltPackages } from "./built";

const HOST = "/usr/bin/varco-host";
const TIME = 1_750_000_000;

describe("The repositories of the packages", function suite() {
  this.timeout(90_000);
  let packages: BuiltPackages;
  before(() => {
    packages = builtPackages();
  });
  const version = () => execFileSync(HOST, ["--version"], { encoding: "utf8" }).trim();

  it("have apt install Varco, upgrade it when a newer one is there, and remove it", () => {
    const { folder, names } = packages;
    const repository = join(folder, "apt");
    const list = join(folder, "varco.list");
    writeFileSync(list, `deb [trusted=yes] copy:${repository} stable main\n`);
    mkdirSync(join(folder, "lists/partial"), { recursive: true });
    const only = [`Dir::Etc::SourceList=${list}`, "Dir::Etc::SourceParts=-", `Dir::State::Lists=${folder}/lists`];
    const apt = (...args: string[]) =>
      execFileSync("apt-get", ["-q", "-y", ...only.flatMap((option) => ["-o", option]), ...args], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    const deb = { file: packages.deb(), architecture: names.deb };
    writeAptRepository(repository, [deb], { time: TIME });
    apt("update");
    apt("install", "--no-install-recommends", "varco");
    assert.equal(version(), VARCO_VERSION);
    writeAptRepository(repository, [deb, { file: packages.nextDeb(), architecture: names.deb }], { time: TIME + 1 });
    apt("update");
    apt("install", "--only-upgrade", "varco");
    assert.equal(version(), NEXT_VERSION);
    apt("remove", "varco");
    assert(!existsSync(HOST));
  });

  it("describe the rpm packages", () => {
    const repository = join(packages.folder, "rpm-repository");
    writeRpmRepository(repository, [packages.rpm()], { time: TIME });
    assert(existsSync(join(repository, "repodata/repomd.xml")));
  });
});
