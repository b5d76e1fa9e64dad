import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** A file of an archive; everybody may read it. */
export interface ArchiveFile {
  path: string;
  content: Buffer;
  executable: boolean;
}

const mode = ({ executable }: ArchiveFile): number => (executable ? 0o755 : 0o644);

/** Returns files as a gzipped tar archive, with the rights of POSIX wherever it is made. */
export function tarGz(files: readonly ArchiveFile[]): Buffer {
  const blocks = files.flatMap((file) => [tarHeader(file), file.content, tarPadding(file.content.length)]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 6 });
}

function tarHeader(file: ArchiveFile): Buffer {
  const header = Buffer.alloc(512);
  if (Buffer.byteLength(file.path) > 100) throw new Error(`Too long a path for the archive: ${file.path}`);
  const octal = (value: number, offset: number, length: number): void => {
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset);
  };
  header.write(file.path);
  octal(mode(file), 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(file.content.length, 124, 12);
  octal(0, 136, 12);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  // The sum is taken with spaces in its own place.
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function tarPadding(length: number): Buffer {
  return Buffer.alloc((512 - (length % 512)) % 512);
}

/** Returns files as a ZIP archive. */
export function zip(files: readonly ArchiveFile[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const path = Buffer.from(file.path);
    const packed = deflateRawSync(file.content);
    // From the version that is needed to the length of the extra field: the same in both headers.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    // 1 January 1980, the earliest date that there is.
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(file.content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(file.content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((0o100000 | mode(file)) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    // "Made by Unix": the mode counts.
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), common, rest, path);
    const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, path, packed]);
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.set([0x50, 0x4b, 5, 6]);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
