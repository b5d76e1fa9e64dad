import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError } from '../../../common/errors.ts';
import type { appCalls, DisplayLanguage, Forgotten } from '../../../common/ipc/app.ts';
import { toProblem } from '../../../common/problem.ts';
import type { Settling } from '../../jobs/settling/settling.ts';
import type { Waiting } from '../../jobs/waiting/waiting.ts';
import { policyFacts } from '../../policy/facts.ts';
import type { Services } from '../../services/index.ts';
import { settingNotices } from '../../store/setting-notices.ts';
import type { PasswordClipboard } from '../clipboard/clipboard.ts';
import { type ProgramVersions, readDiagnostics } from '../diagnostics.ts';
import type { HandlersOf } from './serve.ts';

export interface AppHandlerParts {
  services: Services;
  waiting: Waiting;
  settling: Pick<Settling, 'wake'>;
  clipboard: Pick<PasswordClipboard, 'clearsOnlyInFront'>;
  versions: ProgramVersions;
  demo: boolean;
  writeClipboard(text: string): Promise<void>;
  /** Shows a file in the system's file manager. */
  showInFolder(path: string): void;
  /** The language of the windows now. */
  displayLanguage(): DisplayLanguage;
  /** Deletes all of the app's data, then quits. */
  forget(options: { leaveKeychain: boolean }): Promise<Forgotten>;
}

/** How long `app:state` waits for a keychain that may be prompting the user. */
const keychainPatienceMs = 1500;

/** Handles calls about the app as a whole. */
export function createAppHandlers(parts: AppHandlerParts): HandlersOf<typeof appCalls> {
  const { services, versions, demo } = parts;
  const { pbxs, connector, store } = services;
  let looking: Promise<RekeyError | null> | null = null;
  /** Unknown while the keychain prompts the user; it must not be called again in the meantime. */
  const keychainProblem = async (): Promise<RekeyError | null> => {
    looking ??= services.keychainProblem().finally(() => {
      looking = null;
    });
    return Promise.race([looking, askingAfter(keychainPatienceMs)]);
  };

  return {
    'app:language': () => parts.displayLanguage(),
    'app:state': async () => ({
      version: versions.app,
      platform: process.platform,
      clipboardClearsOnlyInFront: parts.clipboard.clearsOnlyInFront,
      demo,
      pbxs: pbxs.list(),
      keylessPbxIds: pbxs.keyless().map(({ id }) => id),
      selectedPbxId: store.settings.get('selectedPbxId'),
      keychainProblem: await keychainProblem().then((error) => error && toProblem(error)),
      proxyQuestion: services.network.question(),
      notices: [...store.notices, ...settingNotices(store)].map(toProblem),
      policy: policyFacts(services.policy, pbxs.list()),
      newVersion: services.updates.newVersion(),
      files: services.files,
    }),
    'app:network-changed': () => {
      connector.dropIdle();
      parts.waiting.wake();
      parts.settling.wake();
    },
    'app:show-log': () => parts.showInFolder(services.files.log),
    'app:copy-diagnostics': async () => {
      const text = readDiagnostics(services, versions);
      await parts.writeClipboard(text);
      return text;
    },

    'app:forget': (options) => parts.forget(options),
    'updates:check': () => services.updates.check(),
  };
}

async function askingAfter(ms: number): Promise<RekeyError> {
  await delay(ms);
  return new RekeyError('keychain-locked', { reason: 'asking' });
}
