/** Bounds of what is shown of a portal's page: characters, and numbers of choices. */
export const SHOWN = {
  text: 2000,
  choices: 8,
  label: 100,
  /** The fields of all forms behind the choices of one page. */
  fields: 1_000_000,
} as const;
