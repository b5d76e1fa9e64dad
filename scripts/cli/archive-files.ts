import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';

/** A file in an archive; readable by everybody. */
export interface ArchiveFile {
  path: string;
  content: Buffer;
  executable: boolean;
}

const mode = ({ executable }: ArchiveFile): number => (executable ? 0o755 : 0o644);

/** Returns files as a gzipped tar archive, with POSIX permissions on every system; byte-for-byte reproducible. */
export async function tarGz(files: readonly ArchiveFile[]): Promise<Buffer> {
  const tar = pack();
  for (const file of files)
    tar.entry({ name: file.path, mode: mode(file), mtime: new Date(0) }, file.content);
  tar.finalize();
  return buffer(tar.pipe(createGzip()));
}

/** Returns files as a ZIP archive; byte-for-byte reproducible. */
export async function zip(files: readonly ArchiveFile[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const file of files)
    archive.addBuffer(file.content, file.path, {
      mode: 0o100000 | mode(file),
      // Written in local time, so the same everywhere; the other date field counts from a moment in UTC.
      mtime: new Date(1981, 0, 1),
      forceDosTimestamp: true,
    });
  archive.end();
  return buffer(archive.outputStream);
}
