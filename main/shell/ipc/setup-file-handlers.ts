import { extname } from 'node:path';
import { RekeyError } from '../../../common/errors.ts';
import type { setupFileCalls } from '../../../common/ipc/setup-files.ts';
import type { Pbx } from '../../../common/model.ts';
import { writePrivateFile } from '../../files/write-file.ts';
import type { Waiting } from '../../jobs/waiting/waiting.ts';
import type { Services } from '../../services/index.ts';
import type { PendingSetupFile } from '../lifecycle/pending-setup-file.ts';
import type { HandlersOf } from './serve.ts';

export interface SetupFileHandlerParts {
  services: Services;
  waiting: Waiting;
  pendingFile: PendingSetupFile;
  /** Prompts the user for a setup file to open; null when cancelled. */
  askWhichSetupFile(): Promise<string | null>;
  /** Prompts the user for where to write a setup file; null when cancelled. */
  askForNewSetupFile(name: string): Promise<string | null>;
  /** Shows a file in the system's file manager. */
  showInFolder(path: string): void;
}

/** Handles calls about setup files. */
export function createSetupFileHandlers({
  services,
  waiting,
  pendingFile,
  askWhichSetupFile,
  askForNewSetupFile,
  showInFolder,
}: SetupFileHandlerParts): HandlersOf<typeof setupFileCalls> {
  const { pbxs, store, setupFiles } = services;
  let exported: string | null = null;

  return {
    'setup-file:pending': () => pendingFile.now(),
    'setup-file:choose': async () => {
      const path = await askWhichSetupFile();
      if (path !== null) await pendingFile.receivePath(path);
    },
    'setup-file:receive': ({ name, bytes }) => pendingFile.receiveBytes(name, bytes),
    'setup-file:open': ({ id, passphrase }) => pendingFile.open(id, passphrase),
    'setup-file:compare': ({ id }) => pendingFile.compare(id),
    'setup-file:import': async ({ id, choices }) => {
      const before = store.settings.get('selectedPbxId');
      const taken = await pendingFile.take(id, choices);
      // A job waiting for a replaced PBX may need a decision now.
      waiting.check();
      const [first] = taken;
      if (first && !pbxs.list().some((pbx) => pbx.id === before))
        store.settings.set('selectedPbxId', first.pbx.id);
      return taken;
    },
    'setup-file:close': ({ id }) => pendingFile.close(id),
    'setup-file:export': async ({ pbxIds, withKeys, passphrase }) => {
      const chosen = [...new Set(pbxIds)].map((id) => pbxs.withId(id));
      // Problems must show before the user chooses where to save.
      const bytes = await setupFiles.seal(chosen, { passphrase, withKeys });
      const asked = await askForNewSetupFile(setupFileName(chosen));
      if (asked === null) return null;
      // Not every system's dialog appends the extension, and without it a double click does not open the file.
      const path = extname(asked) === '' ? `${asked}.rekey` : asked;
      // The dialog has asked whether to replace an existing file, but only under that exact name.
      await writePrivateFile(path, bytes, { replace: path === asked });
      exported = path;
      return path;
    },
    'setup-file:show-exported': () => {
      if (exported === null) throw new RekeyError('usage', { reason: 'nothing-exported' });
      showInFolder(exported);
    },
  };
}

function setupFileName([first, ...others]: readonly Pbx[]): string {
  const name = first?.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'pbx';
  return `${name}${others.length > 0 ? `-and-${others.length}-more` : ''}.rekey`;
}
