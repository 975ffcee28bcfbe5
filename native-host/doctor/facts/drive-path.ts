/** Whether a path is one of Windows: it begins with a drive. */
export function hasDrive(path: string): boolean {
  return /^[a-z]:/i.test(path);
}
