import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { RekeyError } from '../../../common/errors.ts';
import type { BroughtFile, MetPbx, TakenPbx } from '../../../common/ipc/index.ts';
import { toProblem } from '../../../common/problem.ts';
import type { SetupChoice } from '../../../common/setup-file.ts';
import { tidy } from '../../../common/text.ts';
import { checkSetup, type SetupContents, type SetupFiles } from '../../setup-file/index.ts';
import { readOrdinarySetupFile } from '../../setup-file/read.ts';

/**
 * The one setup file that is ready to open, after a double click, the menu or a drop. It is read once and stays in
 * memory under an opaque id until it is imported, closed or replaced by another one.
 */
export interface BroughtSetupFile {
  now(): BroughtFile | null;
  /** Never fails: a problem with the file is reported with it. */
  bringPath(path: string): Promise<void>;
  bringBytes(name: string, bytes: Uint8Array): void;
  /** @throws RekeyError `usage` if it is no longer the current one, `setup-file-…` */
  open(id: string, passphrase: string): Promise<MetPbx[]>;
  /** @throws RekeyError `usage` if it is no longer the current one, or not opened */
  compare(id: string): MetPbx[];
  /** @throws as {@link SetupFiles.take}; it can then be tried again */
  take(id: string, choices: readonly SetupChoice[]): Promise<TakenPbx[]>;
  close(id: string): void;
}

export interface BroughtParts {
  setupFiles: SetupFiles;
  /** Converts anything thrown to an error of the closed set. */
  explain(thrown: unknown): RekeyError;
  changed(file: BroughtFile | null): void;
}

interface Brought extends BroughtFile {
  bytes: Uint8Array;
  contents: SetupContents | null;
}

export function createBroughtSetupFile({ setupFiles, explain, changed }: BroughtParts): BroughtSetupFile {
  let brought: Brought | null = null;
  let latest = 0;

  const bring = async (name: string, read: () => Uint8Array | Promise<Uint8Array>): Promise<void> => {
    latest += 1;
    const mine = latest;
    const next: Brought = {
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
    brought = next;
    changed(next);
  };
  const withId = (id: string): Brought => {
    if (brought?.id !== id) throw new RekeyError('usage', { reason: 'setup-file-closed' });
    return brought;
  };
  const contentsOf = (id: string): SetupContents => {
    const { contents } = withId(id);
    if (!contents) throw new RekeyError('usage', { reason: 'setup-file-not-opened' });
    return contents;
  };
  const close = (id: string): void => {
    if (brought?.id !== id) return;
    brought = null;
    changed(null);
  };

  return {
    now: () => brought,
    bringPath: (path) => bring(basename(path), () => readOrdinarySetupFile(path)),
    bringBytes: (name, bytes) => void bring(name, () => bytes),
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
