/**
 * Stands in for the browser's WebExtension interface in unit tests: import this before anything that uses
 * `webextension-polyfill`, which keeps what it finds when it is first loaded.
 */
let current: object = {};

const stand = new Proxy(
  {},
  {
    get: (_, name): unknown => Reflect.get(current, name) ?? (name === "runtime" ? { id: "test" } : undefined),
  },
);
Object.assign(globalThis, { browser: stand, chrome: { runtime: { id: "test" } } });

/** From now on, modules under test find these parts of the interface and no others. */
export function useFakeBrowser(parts: object): void {
  current = parts;
}
