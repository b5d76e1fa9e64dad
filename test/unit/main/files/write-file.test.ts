import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { toWriteError, writePrivateFile } from '../../../../main/files/write-file.ts';
import { temporaryFolder } from '../../../setup/folder.ts';

const windows = process.platform === 'win32';

test.each([false, true])('only this user can read a new file (replacing: %s)', async (replace) => {
  const folder = temporaryFolder();
  const path = join(folder, 'job.csv');
  await writePrivateFile(path, 'new', { replace });
  expect(readFileSync(path, 'utf8')).toBe('new');
  if (!windows) expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['job.csv']);
});

test('only this user can read a replaced file', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'job.csv');
  writeFileSync(path, 'old and longer');
  chmodSync(path, 0o644);
  await writePrivateFile(path, 'new', { replace: true });
  expect(readFileSync(path, 'utf8')).toBe('new');
  if (!windows) expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['job.csv']);
});

test('a file that may not be replaced stays', async () => {
  const path = join(temporaryFolder(), 'job.csv');
  writeFileSync(path, 'old');
  await expect(writePrivateFile(path, 'new', { replace: false })).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test.each([
  ['EBUSY', 'file-in-use'],
  ['ENOSPC', 'no-space'],
  ['EROFS', 'read-only'],
  ['EACCES', 'no-right'],
  ['EPERM', 'no-right'],
  ['EIO', 'disk-fault'],
  ['ENAMETOOLONG', 'other'],
])('%s of the file system is reported as %s', (code, reason) => {
  expect(toWriteError(Object.assign(new Error(code), { code }), '/x/job.csv')).toMatchObject({
    code: 'file-unwritable',
    facts: { path: '/x/job.csv', reason, systemSays: code },
  });
});

describe('a failure leaves nothing behind', () => {
  test('if the file cannot be moved into place', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'job.csv');
    mkdirSync(join(path, 'inside'), { recursive: true });
    await expect(writePrivateFile(path, 'new', { replace: true })).rejects.toMatchObject({
      code: 'file-unwritable',
      facts: { path, reason: 'is-folder' },
    });
    expect(readdirSync(folder)).toEqual(['job.csv']);
  });

  test('if the folder does not exist', async () => {
    const path = join(temporaryFolder(), 'gone', 'job.csv');
    for (const replace of [false, true])
      await expect(writePrivateFile(path, 'new', { replace })).rejects.toMatchObject({
        code: 'file-unwritable',
        facts: { path, reason: 'no-folder' },
      });
  });

  // A file size limit stands for a full disk: the system writes a part, and then no more.
  test.skipIf(windows).each([false, true])('if the disk takes only a part (replacing: %s)', (replace) => {
    const folder = temporaryFolder();
    const path = join(folder, 'job.csv');
    if (replace) writeFileSync(path, 'old');
    const module = fileURLToPath(new URL('../../../../main/files/write-file.ts', import.meta.url));
    const script = `
      const { writePrivateFile } = await import(${JSON.stringify(module)});
      const problem = await writePrivateFile(${JSON.stringify(path)}, 'x'.repeat(100_000), { replace: ${replace} }).catch(
        (error) => error,
      );
      process.stdout.write(problem?.code ?? 'written');`;
    const command = 'ulimit -f 8; exec "$0" --input-type=module --eval "$1"';
    const said = execFileSync('/bin/sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
    expect(said).toBe('file-unwritable');
    expect(readdirSync(folder)).toEqual(replace ? ['job.csv'] : []);
    if (existsSync(path)) expect(readFileSync(path, 'utf8')).toBe('old');
  });
});
