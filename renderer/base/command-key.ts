import type { Texts } from '../../common/texts/index.ts';

/** The key for commands on this system: `⌘`, or `Ctrl` in the window's language. */
export function commandKey(platform: string, t: Texts): string {
  return platform === 'darwin' ? '⌘' : t.system.settings.keys.control;
}

/** The command key with another one: `⌘C` or `Ctrl+C`. */
export function commandKeys(platform: string, key: string, t: Texts): string {
  return platform === 'darwin' ? `⌘${key}` : `${commandKey(platform, t)}+${key}`;
}
