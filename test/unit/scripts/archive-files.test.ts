import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import yauzl from 'yauzl';
import { type ArchiveFile, tarGz, zip } from '../../../scripts/cli/archive-files.ts';

const longPath = `a/${'long/'.repeat(40)}file.txt`;
const files: ArchiveFile[] = [
  { path: 'a/program', content: Buffer.from('#!/bin/sh\n'), executable: true },
  { path: longPath, content: Buffer.alloc(100_000, 'x'), executable: false },
  { path: 'a/empty', content: Buffer.alloc(0), executable: false },
];

test.skipIf(process.platform === 'win32')(
  'a tar archive has the permissions and contents of its files',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-tar-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'a.tar.gz'), await tarGz(files));
    execFileSync('tar', ['-xzf', 'a.tar.gz'], { cwd: folder });
    for (const { path, content, executable } of files) {
      expect(readFileSync(join(folder, path)).equals(content)).toBe(true);
      expect(statSync(join(folder, path)).mode & 0o777).toBe(executable ? 0o755 : 0o644);
    }
  },
);

test('a zip archive has the permissions and contents of its files', async () => {
  const archive = await yauzl.fromBufferPromise(await zip(files));
  const found: unknown[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    found.push([entry.fileName, entry.externalFileAttributes >>> 16, Buffer.concat(chunks).toString()]);
  }
  expect(found).toEqual(
    files.map(({ path, content, executable }) => [
      path,
      executable ? 0o100755 : 0o100644,
      content.toString(),
    ]),
  );
});

test.each([
  ['tar.gz', tarGz],
  ['zip', zip],
])('a %s archive is the same whenever and wherever it is created', async (_kind, make) => {
  const { TZ } = process.env;
  onTestFinished(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });
  process.env.TZ = 'Asia/Tokyo';
  const first = await make(files);
  process.env.TZ = 'America/New_York';
  expect((await make(files)).equals(first)).toBe(true);
});
