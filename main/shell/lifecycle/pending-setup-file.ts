import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { RekeyError } from '../../../common/errors.ts';
import type { ComparedPbx, ImportedPbx, PendingFile } from '../../../common/ipc/index.ts';
import { toProblem } from '../../../common/problem.ts';
import type { SetupChoice } from '../../../common/setup-file.ts';
import { tidy } from '../../../common/text.ts';
import { checkSetup, type SetupContents, type SetupFiles } from '../../setup-file/index.ts';
import { readOrdinarySetupFile } from '../../setup-file/read.ts';

/**
 * The one setup file that is ready to open, after a double click, the menu or a drop. It is read once and stays in
 * memory under an opaque id until it is imported, closed or replaced by another one.
 */
export interface PendingSetupFile {
  now(): PendingFile | null;
  /** Never fails: a problem with the file is reported with it. */
  receivePath(path: string): Promise<void>;
  receiveBytes(name: string, bytes: Uint8Array): void;
  /** @throws RekeyError `usage` if it is no longer the current one, `setup-file-…` */
  open(id: string, passphrase: string): Promise<ComparedPbx[]>;
  /** @throws RekeyError `usage` if it is no longer the current one, or not opened */
  compare(id: string): ComparedPbx[];
  /** @throws as {@link SetupFiles.take}; it can then be tried again */
  take(id: string, choices: readonly SetupChoice[]): Promise<ImportedPbx[]>;
  close(id: string): void;
}

export interface PendingSetupFileParts {
  setupFiles: SetupFiles;
  /** Converts anything thrown to an error of the closed set. */
  explain(thrown: unknown): RekeyError;
  changed(file: PendingFile | null): void;
}

interface Pending extends PendingFile {
  bytes: Uint8Array;
  contents: SetupContents | null;
}

export function createPendingSetupFile({
  setupFiles,
  explain,
  changed,
}: PendingSetupFileParts): PendingSetupFile {
  let pendingFile: Pending | null = null;
  let latest = 0;

  const receive = async (name: string, read: () => Uint8Array | Promise<Uint8Array>): Promise<void> => {
    latest += 1;
    const mine = latest;
    const next: Pending = {
      id: randomUUID(),
      name: tidy(name, 100) || '?',
      problem: null,
      bytes: new Uint8Array(),
      contents: null,
    };
    try {
      next.bytes = await read();
      checkSetup(next.bytes);
    } catch (thrown) {
      next.problem = toProblem(explain(thrown));
      next.bytes = new Uint8Array();
    }
    if (mine !== latest) return;
    pendingFile = next;
    changed(next);
  };
  const withId = (id: string): Pending => {
    if (pendingFile?.id !== id) throw new RekeyError('usage', { reason: 'setup-file-closed' });
    return pendingFile;
  };
  const contentsOf = (id: string): SetupContents => {
    const { contents } = withId(id);
    if (!contents) throw new RekeyError('usage', { reason: 'setup-file-not-opened' });
    return contents;
  };
  const close = (id: string): void => {
    if (pendingFile?.id !== id) return;
    pendingFile = null;
    changed(null);
  };

  return {
    now: () => pendingFile,
    receivePath: (path) => receive(basename(path), () => readOrdinarySetupFile(path)),
    receiveBytes: (name, bytes) => void receive(name, () => bytes),
    async open(id, passphrase) {
      const file = withId(id);
      const contents = await setupFiles.open(file.bytes, passphrase);
      // Another file may have replaced it in the meantime.
      withId(id).contents = contents;
      return setupFiles.compare(contents);
    },
    compare: (id) => setupFiles.compare(contentsOf(id)),
    async take(id, choices) {
      const taken = await setupFiles.take(contentsOf(id), choices);
      close(id);
      return taken;
    },
    close,
  };
}
