/**
 * The browser's interface for extensions. Promises are in Chromium's own since Manifest V3, so the build takes this
 * instead of `webextension-polyfill`, which brings the types.
 */
const found: unknown = Reflect.get(globalThis, "browser") ?? Reflect.get(globalThis, "chrome");

export default found;
