/** Attributes by which people know an authority, the most readable one first. */
const READABLE = ["O", "OU", "CN"];

/**
 * Organisation and common name of a certificate's issuer. The distinguished name has one attribute a line
 * (`O=…\nCN=…`). A name with neither attribute is given in full.
 */
export function issuerName(issuer: string): string {
  const attributes = issuer.split("\n").map((line) => /^(?<name>[^=]+)=(?<value>.*)$/.exec(line)?.groups);
  const value = (name: string) =>
    attributes.find((attribute) => attribute?.["name"] === name)?.["value"]?.replace(/\\(.)/g, "$1");
  const organisation = READABLE.slice(0, 2)
    .map(value)
    .find((text) => text !== undefined && text !== "");
  const commonName = value("CN");
  const names = [organisation, commonName].filter((text) => text !== undefined && text !== "");
  return names.length === 0 ? issuer.replaceAll("\n", ", ") : [...new Set(names)].join(", ");
}
