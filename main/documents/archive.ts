import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';
import { RekeyError } from '../../common/errors.ts';
import { fileError, type SourceFile } from './content.ts';

/** The files in a zip file. */
export interface Archive {
  name: string;
  has(path: string): boolean;
  /** Returns the text of one file in chunks. @throws RekeyError `usage` */
  read(path: string): AsyncIterable<string>;
}

/** A workbook has a few dozen. */
const maxEntries = 10_000;
/** The maximum total size of a file's unpacked contents: enough for a sheet of a million rows. */
const maxUnpackedBytes = 128_000_000;

/** @throws RekeyError `usage` if it is damaged, protected, or too large when unpacked */
export async function openArchive(file: SourceFile): Promise<Archive> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  /** How much of each file was unpacked, so that one that is read twice counts once. */
  const unpackedOf = new Map<Entry, number>();
  const { bytes } = file;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const zip = await asFileError(file, async () => {
    const opened = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
    if (opened.entryCount > maxEntries) throw fileError('file-unpacked-too-large', file);
    for await (const entry of opened.eachEntry()) {
      const path = entry.fileName.toLowerCase();
      if (!entries.has(path)) entries.set(path, entry);
    }
    return opened;
  });

  return {
    name: file.name,
    has: (path) => entries.has(path.toLowerCase()),
    async *read(path) {
      const entry = entries.get(path.toLowerCase());
      if (!entry) throw fileError('file-damaged', file);
      if (entry.isEncrypted()) throw fileError('file-is-protected', file);
      const stream = await asFileError(file, () => zip.openReadStreamPromise(entry));
      let sum = 0;
      let length = 0;
      let decoder: TextDecoder | null = null;
      try {
        for await (const chunk of stream as AsyncIterable<Buffer> & Readable) {
          length += chunk.length;
          const before = unpackedOf.get(entry) ?? 0;
          if (length > before) {
            unpacked += length - before;
            unpackedOf.set(entry, length);
          }
          if (unpacked > maxUnpackedBytes) throw fileError('file-unpacked-too-large', file);
          sum = crc32(chunk, sum);
          decoder ??= new TextDecoder(xmlEncoding(chunk));
          yield decoder.decode(chunk, { stream: true });
        }
      } catch (thrown) {
        throw thrown instanceof RekeyError ? thrown : fileError('file-damaged', file);
      }
      // A damaged digit would otherwise go unnoticed.
      if (sum !== entry.crc32) throw fileError('file-damaged', file);
      if (decoder) yield decoder.decode();
    },
  };
}

function xmlEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

async function asFileError<T>(file: SourceFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof RekeyError ? thrown : fileError('file-damaged', file);
  }
}
