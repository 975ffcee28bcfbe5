import subsetFont from "subset-font";

const between = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)).join("");

/**
 * What the packed typeface can write: ASCII, the letters of Italian, German and the languages beside them that names on
 * cards have, and the signs of the texts. A test compares it with the texts. For anything else the browser takes
 * another typeface.
 */
export const CHARACTERS = `${between(0x20, 0x7e)}àáâçèéêëìíîïñòóôùúûäöüßÀÁÈÉÊÌÍÒÓÙÚÄÖÜ«»„“”‚‘’–—…·•©°€→\u00a0`;

/** Hints and features other than kerning go. (The types of subset-font do not know all of these yet.) */
const OPTIONS = { targetFormat: "woff2", keepFeatures: ["kern"], noHinting: true } as const;

/**
 * The typeface (WOFF2) with nothing but `CHARACTERS`. The licence (SIL OFL 1.1) reserves no name, so the result may keep
 * it.
 */
export function subsetTypeface(font: Buffer): Promise<Buffer> {
  return subsetFont(font, CHARACTERS, OPTIONS);
}
