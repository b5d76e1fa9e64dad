import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { PendingFile } from '../../common/ipc/index.ts';
import { maxSetupFileBytes, setupFileMagic } from '../../common/setup-file.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';

export interface SetupFileStore {
  /** The setup file that is ready to open, wherever it came from; null if there is none. */
  pendingFile: PendingFile | null;
  /** Prompts the user to choose one. */
  choose(): void;
  /** Passes on one that was dropped. */
  receive(file: File): Promise<void>;
  close(): void;
}

const SetupFileContext = createContext<SetupFileStore | null>(null);

/** The setup file that is ready to open; only inside `SetupFileProvider`. */
export function useSetupFile(): SetupFileStore {
  const store = use(SetupFileContext);
  if (!store) throw new Error('outside of SetupFileProvider');
  return store;
}

/** Follows the setup file that is ready to open, after a double click, the menu, or a drop on this window. */
export function SetupFileProvider({ children }: { children: ReactNode }) {
  const { setupFiles: t } = useTexts();
  const [pendingFile, setPendingFile] = useState<PendingFile | null>(null);
  useEvent('setup-file:pending-changed', ({ file }) => setPendingFile(file));
  useEffect(() => {
    // It may have arrived before there was a window; an event in the meantime is newer.
    call('setup-file:pending', undefined).then(
      (file) => setPendingFile((now) => now ?? file),
      () => {},
    );
  }, []);

  const failed = useCallback(
    (name: string, problem: PendingFile['problem']) =>
      setPendingFile({ id: crypto.randomUUID(), name, problem }),
    [],
  );
  const store = useMemo<SetupFileStore>(
    () => ({
      pendingFile,
      choose() {
        call('setup-file:choose', undefined).catch((thrown) => failed(t.kind, problemOf(thrown)));
      },
      async receive(file) {
        // One byte over the limit tells main that it is too long.
        const bytes = await bytesOf(file, maxSetupFileBytes + 1);
        if (!bytes)
          return failed(file.name, { code: 'usage', facts: { reason: 'file-unreadable', path: file.name } });
        await call('setup-file:receive', { name: file.name.slice(0, 500), bytes }).catch((thrown) =>
          failed(file.name, problemOf(thrown)),
        );
      },
      close() {
        setPendingFile(null);
        if (pendingFile) call('setup-file:close', { id: pendingFile.id }).catch(() => {});
      },
    }),
    [pendingFile, failed, t],
  );
  return <SetupFileContext value={store}>{children}</SetupFileContext>;
}

/** Whether a file is a setup file, by its name or its first bytes. */
export async function isSetupFile(file: File): Promise<boolean> {
  if (/\.rekey$/i.test(file.name)) return true;
  const beginning = await bytesOf(file, setupFileMagic.length);
  return new TextDecoder('latin1').decode(beginning ?? undefined) === setupFileMagic;
}

async function bytesOf(file: File, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.slice(0, most).arrayBuffer());
  } catch {
    return null;
  }
}
