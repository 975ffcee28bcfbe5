/**
 * Whether a version of Node is in a range as package.json writes it here: `^20.19 || >=24`, without a third number. It
 * runs before there is any npm package.
 */
export function satisfies(version, range) {
  const [major, minor] = version.split(".").map(Number);
  return range.split(" || ").some((part) => {
    const [leastMajor, leastMinor = 0] = part
      .replace(/^(\^|>=)/, "")
      .split(".")
      .map(Number);
    if (major === leastMajor) return minor >= leastMinor;
    return part.startsWith(">=") && major > leastMajor;
  });
}
