import { RekeyError } from '../common/errors.ts';
import type { Settings, Store } from './store/index.ts';

/** Those that a person sets; the others find themselves again. */
const notSetByPeople: readonly (keyof Settings)[] = ['retentionCheckedAt', 'selectedPbxId'];

/** What a person should be told of settings that could not be read; nothing once they were set again. */
export function settingNotices({ settings }: Pick<Store, 'settings'>): RekeyError[] {
  return settings
    .damaged()
    .filter((name) => !notSetByPeople.includes(name))
    .map((setting) => new RekeyError('settings-damaged', { setting }));
}
