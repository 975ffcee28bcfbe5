type Changes = Record<string, { readonly newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;

/** The extension's local storage, for `useFakeBrowser`: it tells of changes as browsers do. */
export function fakeStorage(values: Record<string, unknown> = {}) {
  const listeners = new Set<Listener>();
  const tell = (changes: Changes) => {
    for (const listener of listeners) listener(changes, "local");
  };
  return {
    values,
    local: {
      get: async (key: string) => ({ [key]: values[key] }),
      set: async (fresh: Record<string, unknown>) => {
        Object.assign(values, fresh);
        tell(Object.fromEntries(Object.entries(fresh).map(([key, newValue]) => [key, { newValue }])));
      },
      remove: async (key: string) => {
        Reflect.deleteProperty(values, key);
        tell({ [key]: {} });
      },
    },
    onChanged: {
      addListener: (one: Listener) => {
        listeners.add(one);
      },
      removeListener: (one: Listener) => {
        listeners.delete(one);
      },
    },
  };
}
