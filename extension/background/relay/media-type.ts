/** Type and subtype of a `Content-Type`, in small letters; empty where none is told (RFC 9110 §8.3.1). */
export function mediaType(field: string | null | undefined): string {
  return (field ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
