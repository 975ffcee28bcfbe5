import { closeSync, openSync, readSync } from "node:fs";

/** The fields of the header of an xwd file that tell where a pixel is, by their place. Source: X11/XWDFile.h. */
const FIELD = { headerSize: 0, bitsPerPixel: 11, bytesPerLine: 12, colors: 19 } as const;
const FIELD_SIZE = 4;
const COLOR_SIZE = 12;

/**
 * The picture on a virtual screen, in the file that Xvfb keeps up to date (`-fbdir`). To look at it costs next to
 * nothing.
 */
export class FrameBuffer {
  readonly #file: number;
  readonly #firstPixel: number;
  readonly #bytesPerLine: number;
  readonly #pixelSize: number;

  constructor(path: string) {
    this.#file = openSync(path, "r");
    const field = (index: number) => this.#read(index * FIELD_SIZE, FIELD_SIZE).readUInt32BE();
    this.#firstPixel = field(FIELD.headerSize) + field(FIELD.colors) * COLOR_SIZE;
    this.#bytesPerLine = field(FIELD.bytesPerLine);
    this.#pixelSize = field(FIELD.bitsPerPixel) / 8;
  }

  /** Brightness of the pixel: 0 is black, 255 is white. */
  brightness({ x, y }: { readonly x: number; readonly y: number }): number {
    const [blue = 0, green = 0, red = 0] = this.#read(
      this.#firstPixel + y * this.#bytesPerLine + x * this.#pixelSize,
      this.#pixelSize,
    );
    return (red + green + blue) / 3;
  }

  close(): void {
    closeSync(this.#file);
  }

  #read(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.#file, bytes, 0, length, position);
    return bytes;
  }
}
