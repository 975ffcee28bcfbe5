import { HOST_NAME } from "../../../shared/identity";
import { ABOUT } from "../release";
import { FOLDER } from "./layout";
import { packageName, type Processor } from "./names";

/**
 * The description by which Homebrew installs, updates and removes Varco (docs.brew.sh, "Cask Cookbook"). `sums`: the
 * SHA-256 of each package as it is published, in hexadecimal. Homebrew looks for new versions, Varco does not.
 */
export function cask(version: string, sums: Readonly<Record<Processor, string>>): string {
  const file = packageName("#{version}", "#{arch}");
  return `cask "varco" do
  arch arm: "arm64", intel: "x64"

  version "${version}"
  sha256 arm:   "${sums.arm64}",
         intel: "${sums.x64}"

  url "${ABOUT.homepage}/releases/#{version}/${file}"
  name "Varco"
  desc "${ABOUT.summary.replace(/^./, (first) => first.toUpperCase())}"
  homepage "${ABOUT.homepage}/"

  depends_on macos: ">= :ventura"

  pkg "${file}"

  uninstall script:  { executable: "${FOLDER}/uninstall.command", sudo: true },
            pkgutil: "${HOST_NAME}"

  zap trash: "~/Library/Application Support/varco"
end
`;
}
