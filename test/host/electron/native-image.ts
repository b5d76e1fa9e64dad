import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type * as E from 'electron';
import { strict, strictMembers } from './strict.ts';

/** An image that is only passed around: its bytes, and for a PNG its size. */
class Image {
  readonly #bytes: Buffer;
  #template = false;
  readonly #scales = [1];
  readonly #file: string | null;

  constructor(bytes: Buffer, file: string | null = null) {
    strictMembers('NativeImage', this);
    this.#bytes = bytes;
    this.#file = file;
  }

  /** The name of the file that it was read from. */
  static file = (image: Image): string | null => image.#file;

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }
  getSize(): E.Size {
    // The header of a PNG has its size at a fixed place.
    const isPng = this.#bytes.subarray(1, 4).toString('latin1') === 'PNG';
    if (!isPng) return { width: 0, height: 0 };
    return { width: this.#bytes.readUInt32BE(16), height: this.#bytes.readUInt32BE(20) };
  }
  getScaleFactors(): number[] {
    return [...this.#scales];
  }
  addRepresentation(options: E.AddRepresentationOptions): void {
    this.#scales.push(options.scaleFactor ?? 1);
  }
  resize(_options: E.ResizeOptions): E.NativeImage {
    return this as unknown as E.NativeImage;
  }
  setTemplateImage(option: boolean): void {
    this.#template = option;
  }
  isTemplateImage(): boolean {
    return this.#template;
  }
  toPNG(): Buffer {
    return this.#bytes;
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }
}

const image = (bytes: Buffer, file?: string) => new Image(bytes, file) as unknown as E.NativeImage;

/** Its class, for the check against electron.d.ts. */
export type ImageStandIn = Image;
/** The name of the file that an image was read from; null if it could not be read, or was created otherwise. */
export const imageFile = (of: E.NativeImage): string | null => Image.file(of as unknown as Image);

/** Electron's `nativeImage`. */
export const nativeImage = strict('nativeImage', {
  createEmpty: () => image(Buffer.alloc(0)),
  createFromPath(path: string) {
    // As in Electron, an unreadable file makes an empty image, not an error.
    try {
      return image(readFileSync(path), basename(path));
    } catch {
      return image(Buffer.alloc(0));
    }
  },
  createFromBuffer: (buffer: Buffer) => image(buffer),
  createFromDataURL: (url: string) => image(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
} satisfies Pick<
  typeof E.nativeImage,
  'createEmpty' | 'createFromPath' | 'createFromBuffer' | 'createFromDataURL'
>);
