import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError } from '../../../common/errors.ts';
import type { Settings, Spoken } from '../../../common/ipc.ts';
import { listProblem, maxListLength } from '../../../common/list/index.ts';
import type { Appearance } from '../../../common/settings.ts';
import { readDocument } from '../../documents/index.ts';
import { policyFacts } from '../../policy/facts.ts';
import { isUpdateAddress } from '../../policy/update-address.ts';
import type { Forgotten } from '../../services/forget.ts';
import { settingNotices } from '../../store/setting-notices.ts';
import { type ProgramVersions, readDiagnostics } from '../diagnostics.ts';
import { createDesktopHandlers, type DesktopHandlerParts } from './desktop-handlers.ts';
import { createJobHandlers, type JobHandlerParts } from './job-handlers.ts';
import { createPasswordHandlers, type PasswordHandlerParts } from './password-handlers.ts';
import type { Handlers } from './serve.ts';
import { createSetupFileHandlers, type SetupFileHandlerParts } from './setup-file-handlers.ts';

export interface HandlerParts
  extends JobHandlerParts,
    DesktopHandlerParts,
    SetupFileHandlerParts,
    PasswordHandlerParts {
  versions: ProgramVersions;
  demo: boolean;
  /** The clipboard's text. */
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  /** Shows a file in the system's file manager. */
  showInFolder(path: string): void;
  /** Has the windows in these colours from now on. */
  applyAppearance(appearance: Appearance): void;
  /** The language that is spoken now, for windows. */
  spoken(): Spoken;
  /** Has everything speak what is chosen now. */
  applyLanguage(): void;
  /** Deletes all that is kept, then ends the program. */
  forget(options: { leaveKeychain: boolean }): Promise<Forgotten>;
}

/** How long a look at the state waits for a keychain that may be asking for its password. */
const keychainPatienceMs = 1500;

/** What the window may ask for, done by the services that the terminal uses too. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { services, versions, demo, desktop } = parts;
  const { pbxs, connector, store, jobs } = services;

  const settingsNow = (): Settings => ({
    appearance: store.settings.get('appearance'),
    language: store.settings.get('language'),
    clipboardSeconds: store.settings.get('clipboardSeconds'),
    retentionDays: store.settings.get('retentionDays'),
    confirmAbove: store.settings.get('confirmAbove'),
    shortcut: store.settings.get('shortcut') || null,
    keepInTray: store.settings.get('keepInTray') === 'yes',
    startAtLogin: desktop.loginItem.isOn(),
    updateAddress: store.settings.get('updateAddress') || null,
  });
  let looking: Promise<RekeyError | null> | null = null;
  /** While the keychain asks its person, nobody knows; and it is not to be asked again meanwhile. */
  const keychainProblem = async (): Promise<RekeyError | null> => {
    looking ??= services.keychainProblem().finally(() => {
      looking = null;
    });
    return Promise.race([looking, askingAfter(keychainPatienceMs)]);
  };

  return {
    'app:language': () => parts.spoken(),
    'app:state': async () => ({
      version: versions.app,
      platform: process.platform,
      clipboardClearsOnlyInFront: parts.clipboard.clearsOnlyInFront,
      demo,
      pbxs: pbxs.list(),
      keylessPbxIds: pbxs.keyless().map(({ id }) => id),
      selectedPbxId: store.settings.get('selectedPbxId') || null,
      keychainProblem: await keychainProblem(),
      proxyQuestion: services.network.question(),
      notices: [...store.notices, ...settingNotices(store)],
      policy: policyFacts(services.policy, pbxs.list()),
      newVersion: services.updates.newVersion(),
      files: services.files,
    }),
    'app:network-changed': () => {
      connector.dropIdle();
      parts.waiting.wake();
    },
    'app:show-log': () => parts.showInFolder(services.files.log),
    'app:copy-diagnostics': async () => {
      const text = readDiagnostics(services, versions);
      await parts.writeClipboard(text);
      return text;
    },

    'app:forget': (options) => parts.forget(options),

    'pbxs:add': async ({ entry, apiKey }) => {
      const pbx = await pbxs.add(entry, apiKey);
      store.settings.set('selectedPbxId', pbx.id);
      return pbx;
    },
    'pbxs:edit': async ({ id, entry, apiKey }) => {
      const pbx = await pbxs.edit(pbxs.withId(id), entry, apiKey);
      // What waits for it may have to ask now.
      parts.waiting.look();
      return pbx;
    },
    'pbxs:set-pace': ({ id, pace }) => {
      store.pbxs.setPace(pbxs.withId(id).id, pace);
      return pbxs.withId(id);
    },
    'pbxs:remove': async ({ id, history }) => {
      await pbxs.remove(pbxs.withId(id), { history });
      // A job may have waited for it.
      parts.waiting.look();
    },
    'pbxs:count-jobs': ({ id }) => store.jobs.countOf(id),
    'pbxs:select': ({ id }) => store.settings.set('selectedPbxId', pbxs.withId(id).id),
    'pbxs:test': ({ id, retryRefusedKey }) => pbxs.test(pbxs.withId(id), { retryRefusedKey }),
    'pbxs:test-entry': ({ id, entry, apiKey, retryRefusedKey }) =>
      pbxs.testEntry(id === null ? null : pbxs.withId(id), entry, apiKey, { retryRefusedKey }),

    'devices:list': ({ pbxId }) => store.devices.list(pbxId),
    'devices:refresh': async ({ pbxId }) => {
      const pbx = pbxs.withId(pbxId);
      return pbxs.refreshDevices(pbx, await connector.stored(pbx));
    },
    'devices:freshen': ({ pbxId }) => pbxs.freshen(pbxs.withId(pbxId)),
    'devices:search': ({ text, firstPbxId, limit }) => ({
      found: store.devices.find(text, firstPbxId, limit),
      ...store.devices.gaps(),
    }),
    'devices:elsewhere': ({ pbxId, mac }) => {
      const names = store.devices.othersWith(mac, pbxId);
      return pbxs.list().filter(({ name }) => names.includes(name));
    },

    ...createJobHandlers(parts),
    ...createDesktopHandlers(parts),
    ...createSetupFileHandlers(parts),
    ...createPasswordHandlers(parts),

    'documents:read': (file) => readDocument(file),
    'clipboard:read': async () => {
      const text = await parts.readClipboard();
      if (text.length > maxListLength) throw new RekeyError('usage', listProblem('characters').facts);
      return text === '' ? null : text;
    },
    'network:log-in': async ({ proxy, user, password }) => {
      const kept = await services.network.answer(proxy, user, password);
      // What waits may have waited for that.
      parts.waiting.wake();
      return { kept };
    },
    'settings:get': () => settingsNow(),
    'updates:check': () => services.updates.check(),
    'settings:set': async ({
      appearance,
      language,
      clipboardSeconds,
      retentionDays,
      confirmAbove,
      updateAddress,
      ...ofDesktop
    }) => {
      const { shortcut, keepInTray, startAtLogin } = ofDesktop;
      if (shortcut !== undefined) {
        desktop.shortcut.set(shortcut);
        store.settings.set('shortcut', shortcut ?? '');
      }
      if (keepInTray !== undefined) store.settings.set('keepInTray', keepInTray ? 'yes' : 'no');
      if (startAtLogin !== undefined) await desktop.loginItem.set(startAtLogin);
      if (appearance !== undefined) {
        store.settings.set('appearance', appearance);
        parts.applyAppearance(appearance);
      }
      if (language !== undefined) {
        store.settings.set('language', language);
        parts.applyLanguage();
      }
      if (updateAddress !== undefined) {
        if (updateAddress !== null && !isUpdateAddress(updateAddress))
          throw new RekeyError('usage', { reason: 'update-address-form' });
        store.settings.set('updateAddress', updateAddress ?? '');
      }
      if (clipboardSeconds !== undefined) store.settings.set('clipboardSeconds', clipboardSeconds);
      if (confirmAbove !== undefined) store.settings.set('confirmAbove', confirmAbove);
      if (retentionDays !== undefined) {
        const shorter = retentionDays < store.settings.get('retentionDays');
        store.settings.set('retentionDays', retentionDays);
        // The window has said how many they are.
        if (shorter) jobs.deleteOlder(retentionDays);
      }
      return settingsNow();
    },
  };
}

async function askingAfter(ms: number): Promise<RekeyError> {
  await delay(ms);
  return new RekeyError('keychain-locked', { reason: 'asking' });
}
