import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { toRekeyError } from '../../../../../common/errors.ts';
import type { PendingFile } from '../../../../../common/ipc/index.ts';
import { defaultPace } from '../../../../../common/model.ts';
import { maxSetupFileBytes } from '../../../../../common/setup-file.ts';
import { openSetup, sealSetup } from '../../../../../main/setup-file/format.ts';
import type { SetupFiles } from '../../../../../main/setup-file/index.ts';
import { createPendingSetupFile } from '../../../../../main/shell/lifecycle/pending-setup-file.ts';
import { temporaryFolder } from '../../../../setup/folder.ts';
import { failure } from '../../../../setup/xapi.ts';

const passphrase = 'correct horse battery';
const acme = { name: 'Acme', url: 'https://acme.example', clientId: 'x', pinnedFingerprint: null };
let sealed: Buffer;
beforeAll(async () => {
  sealed = await sealSetup([{ ...acme, pace: defaultPace, apiKey: 'secret' }], passphrase);
});

/** The object under test, on services that can only open. */
function bench() {
  const told: (PendingFile | null)[] = [];
  const setupFiles: Pick<SetupFiles, 'open' | 'compare' | 'take'> = {
    open: async (file, words) =>
      (await openSetup(file, words)).map(({ pace, apiKey, ...input }) => ({ input, pace, apiKey })),
    compare: (contents) =>
      contents.map(({ input: { pinnedFingerprint: _, ...input } }) => ({
        ...input,
        pinned: false,
        hasKey: true,
        here: 'no',
        apiKey: 'imported',
        certificate: 'same',
      })),
    take: async () => [],
  };
  const pendingFile = createPendingSetupFile({
    setupFiles: setupFiles as SetupFiles,
    explain: toRekeyError,
    changed: (file) => told.push(file),
  });
  return { pendingFile, told, id: () => pendingFile.now()?.id ?? '' };
}

describe('a path', () => {
  test('to a setup file, whatever its name: it waits for its passphrase', async () => {
    const { pendingFile, told, id } = bench();
    const path = join(temporaryFolder(), 'x.txt');
    writeFileSync(path, sealed);
    await pendingFile.receivePath(path);
    expect(told).toMatchObject([{ name: 'x.txt', problem: null }]);
    expect((await failure(pendingFile.open(id(), 'wrong'))).code).toBe('setup-file-wrong-passphrase');
    expect(await pendingFile.open(id(), passphrase)).toMatchObject([{ name: 'Acme' }]);
  });

  test('to something else reports its kind, before anyone asks for a passphrase', async () => {
    const { pendingFile } = bench();
    const folder = temporaryFolder();
    const at = async (name: string, bytes?: Uint8Array): Promise<unknown> => {
      const path = join(folder, name);
      if (bytes) writeFileSync(path, bytes);
      await pendingFile.receivePath(path);
      const { code, facts } = pendingFile.now()?.problem ?? {};
      return [code, facts?.reason];
    };
    mkdirSync(join(folder, 'folder.rekey'));
    execFileSync('mkfifo', [join(folder, 'pipe.rekey')]);
    expect(await at('missing.rekey')).toEqual(['usage', 'file-missing']);
    expect(await at('folder.rekey')).toEqual(['usage', 'file-is-folder']);
    expect(await at('pipe.rekey')).toEqual(['setup-file-damaged', 'not-one']);
    expect(await at('list.rekey', Buffer.from('00:0B:82:10:1E:EF'))).toEqual([
      'setup-file-damaged',
      'not-one',
    ]);
    expect(await at('cut.rekey', sealed.subarray(0, -1))).toEqual(['setup-file-damaged', undefined]);
    expect(await at('long.rekey', new Uint8Array(maxSetupFileBytes + 1))).toEqual([
      'setup-file-damaged',
      'not-one',
    ]);
  });
});

test('of several, only the last one received is kept', async () => {
  const { pendingFile, id } = bench();
  const path = join(temporaryFolder(), 'first.rekey');
  writeFileSync(path, sealed);
  const first = pendingFile.receivePath(path);
  pendingFile.receiveBytes('second.rekey', sealed);
  await first;
  expect(pendingFile.now()?.name).toBe('second.rekey');
  const second = id();
  const opening = failure(pendingFile.open(second, passphrase));
  pendingFile.receiveBytes('third.rekey', sealed);
  expect((await opening).code).toBe('usage');
  expect((await failure(pendingFile.take(id(), ['add']))).code).toBe('usage');
  pendingFile.close(second);
  expect(pendingFile.now()?.name).toBe('third.rekey');
});

test('once imported or closed, nothing of it is left', async () => {
  const { pendingFile, told, id } = bench();
  pendingFile.receiveBytes('\u202eacme.rekey', sealed);
  await expect.poll(id).not.toBe('');
  expect(pendingFile.now()?.name).toBe('acme.rekey');
  const imported = id();
  await pendingFile.open(imported, passphrase);
  await pendingFile.take(imported, ['add']);
  expect([pendingFile.now(), told.at(-1)]).toEqual([null, null]);
  expect(() => pendingFile.compare(imported)).toThrow('usage');
});
