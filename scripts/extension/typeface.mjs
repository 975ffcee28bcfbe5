import subsetFont from "subset-font";

const between = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)).join("");

/**
 * What the packed typeface can write: ASCII, the letters of Italian, German and the languages beside them that names on
 * cards have, and the signs of the texts. A test compares it with the texts. For anything else the browser takes
 * another typeface.
 */
export const CHARACTERS = `${between(0x20, 0x7e)}àáâçèéêëìíîïñòóôùúûäöüßÀÁÈÉÊÌÍÒÓÙÚÄÖÜ«»„“”‚‘’–—…·•©°€→\u00a0`;

/**
 * The typeface (WOFF2) with nothing but `CHARACTERS`, as WOFF2. The kerning stays. The licence (SIL OFL 1.1) reserves no
 * name, so the result may keep it.
 */
export function subsetTypeface(font) {
  return subsetFont(font, CHARACTERS, { targetFormat: "woff2", keepFeatures: ["kern"], noHinting: true });
}
