/** The name of the encoding that has this label (Encoding standard), null if the platform knows none. */
export function encodingNamed(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
