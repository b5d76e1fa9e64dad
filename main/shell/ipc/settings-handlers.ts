import type { Settings, settingsCalls } from '../../../common/ipc/settings.ts';
import {
  type Appearance,
  type SettingName,
  type SettingValues,
  settingNames,
} from '../../../common/settings.ts';
import type { Services } from '../../services/index.ts';
import { type Settings as StoredSettings, throwIfUnusable } from '../../store/settings.ts';
import type { LoginItem } from '../lifecycle/login-item.ts';
import type { Shortcut } from '../tray/shortcut.ts';
import type { HandlersOf } from './serve.ts';

export interface SettingsHandlerParts {
  services: Services;
  desktop: { shortcut: Shortcut; loginItem: LoginItem };
  /** Applies this appearance to the windows. */
  applyAppearance(appearance: Appearance): void;
  /** Switches everything to the chosen language. */
  applyLanguage(): void;
}

/** What a setting does besides being stored: `before` may refuse the value, `after` runs once it is stored. */
interface Effect<Value> {
  before?(value: Value): void;
  after?(value: Value, former: Value): void;
}
type Effects = { [Name in SettingName]?: Effect<SettingValues[Name]> };

/** Handles calls about settings. */
export function createSettingsHandlers(parts: SettingsHandlerParts): HandlersOf<typeof settingsCalls> {
  const { services, desktop } = parts;
  const { store, jobs } = services;

  const settingsNow = (): Settings => ({
    ...(Object.fromEntries(settingNames.map((name) => [name, store.settings.get(name)])) as Pick<
      Settings,
      SettingName
    >),
    startAtLogin: desktop.loginItem.isOn(),
  });
  const effects: Effects = {
    shortcut: { before: (shortcut) => desktop.shortcut.set(shortcut) },
    appearance: { after: (appearance) => parts.applyAppearance(appearance) },
    language: { after: () => parts.applyLanguage() },
    retentionDays: {
      after(days, former) {
        // The window has told the user how many passwords this deletes.
        if (days < former) jobs.deleteOlder(days);
      },
    },
  };
  const set = <Name extends SettingName>(name: Name, value: SettingValues[Name]): void => {
    const former = store.settings.get(name) as SettingValues[Name];
    const { before, after }: Effect<SettingValues[Name]> = effects[name] ?? {};
    before?.(value);
    store.settings.set(name, value as StoredSettings[Name]);
    after?.(value, former);
  };

  return {
    'settings:get': () => settingsNow(),
    'settings:set': async ({ startAtLogin, ...change }) => {
      for (const name of settingNames) if (change[name] !== undefined) throwIfUnusable(name, change[name]);
      if (startAtLogin !== undefined) await desktop.loginItem.set(startAtLogin);
      for (const name of settingNames) {
        const value = change[name];
        if (value !== undefined) set(name, value);
      }
      return settingsNow();
    },
  };
}
