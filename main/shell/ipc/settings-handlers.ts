import { RekeyError } from '../../../common/errors.ts';
import type { Settings, settingsCalls } from '../../../common/ipc/settings.ts';
import type { Appearance } from '../../../common/settings.ts';
import { isUpdateAddress } from '../../policy/update-address.ts';
import type { Services } from '../../services/index.ts';
import type { LoginItem } from '../lifecycle/login-item.ts';
import type { Shortcut } from '../tray/shortcut.ts';
import type { HandlersOf } from './serve.ts';

export interface SettingsHandlerParts {
  services: Services;
  desktop: { shortcut: Shortcut; loginItem: LoginItem };
  /** Gives the windows this appearance from now on. */
  applyAppearance(appearance: Appearance): void;
  /** Switches everything to the chosen language. */
  applyLanguage(): void;
}

/** Handles what windows ask about settings. */
export function createSettingsHandlers(parts: SettingsHandlerParts): HandlersOf<typeof settingsCalls> {
  const { services, desktop } = parts;
  const { store, jobs } = services;

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

  return {
    'settings:get': () => settingsNow(),
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
