/** What the settings may be, apart from their schemas, so that a window carries no schema library. */

export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

/** Seconds after which a copied password is taken off the clipboard. */
export const clipboardTimes = [15, 30, 45, 90] as const;
export type ClipboardTime = (typeof clipboardTimes)[number];

export const maxRetentionDays = 3650;
export const maxConfirmAbove = 10_000;

/** What a person sets and can be told of by name; the speed is that of a PBX. */
export const namedSettings = [
  'appearance',
  'language',
  'clipboardSeconds',
  'retentionDays',
  'confirmAbove',
  'shortcut',
  'keepInTray',
  'updateAddress',
  'pace',
] as const;
export type NamedSetting = (typeof namedSettings)[number];
