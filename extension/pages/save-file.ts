/** How long the browser may take to start saving, in milliseconds. */
const PATIENCE = 60_000;

/** Makes the browser save a file, as if the person had clicked on a link to it. */
export function saveFile({
  fileName,
  type,
  content,
}: {
  readonly fileName: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}
