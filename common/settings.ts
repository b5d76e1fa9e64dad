import { isShortcut } from './accelerator.ts';
import { languageChoices } from './language.ts';
import { isUpdateAddress } from './update-address.ts';

/**
 * Every setting, each defined only here: the store, the IPC contract, the terminal and the settings screen derive
 * from this. There is no schema library here, so that a window bundles none.
 */

/** The values of a setting, and its default if it was never set or cannot be read. */
export type SettingDefinition =
  | { kind: 'choice'; values: readonly (string | number)[]; default: string | number }
  /** A whole number. */
  | { kind: 'number'; min: number; max: number; default: number }
  | { kind: 'switch'; default: boolean }
  /** Null if it is not set. `refusal`: the reason of the `usage` error for a text that is not accepted. */
  | {
      kind: 'text';
      maxLength: number;
      accepts(text: string): boolean;
      refusal?: 'update-address-form';
      default: null;
    };

const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

/** Seconds after which a copied password is cleared from the clipboard. */
export const clipboardTimes = [15, 30, 45, 90] as const;
export type ClipboardTime = (typeof clipboardTimes)[number];

export const settingDefinitions = {
  /** The colours of the windows. */
  appearance: { kind: 'choice', values: appearances, default: 'system' },
  /** The language of the windows, the tray and the notifications. */
  language: { kind: 'choice', values: languageChoices, default: 'system' },
  clipboardSeconds: { kind: 'choice', values: clipboardTimes, default: 45 },
  /** Days after which sealed passwords are deleted. */
  retentionDays: { kind: 'number', min: 1, max: 3650, default: 30 },
  /** For more devices than this, a confirmation asks the user to type their number. */
  confirmAbove: { kind: 'number', min: 1, max: 10_000, default: 25 },
  /** The shortcut that opens the quick panel from any program. */
  shortcut: { kind: 'text', maxLength: 60, accepts: isShortcut, default: null },
  /** Whether closing the window leaves the app in the tray, where there is one. */
  keepInTray: { kind: 'switch', default: true },
  /** Where update notices are fetched; updates are not checked without it. */
  updateAddress: {
    kind: 'text',
    maxLength: 500,
    accepts: isUpdateAddress,
    refusal: 'update-address-form',
    default: null,
  },
} as const satisfies Record<string, SettingDefinition>;

/** The type of a setting's value, by its definition. */
export type ValueOf<Definition extends SettingDefinition> = Definition extends {
  kind: 'choice';
  values: readonly (infer Value)[];
}
  ? Value
  : Definition extends { kind: 'number' }
    ? number
    : Definition extends { kind: 'switch' }
      ? boolean
      : string | null;

export type SettingName = keyof typeof settingDefinitions;
export type SettingValues = { [Name in SettingName]: ValueOf<(typeof settingDefinitions)[Name]> };

export const settingNames = Object.keys(settingDefinitions) as readonly SettingName[];

/** What a notice or an error can name: a setting, or the speed of a PBX. */
export const namedSettings: readonly (SettingName | 'pace')[] = [...settingNames, 'pace'];
export type NamedSetting = (typeof namedSettings)[number];
