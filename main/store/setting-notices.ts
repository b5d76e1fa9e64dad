import { RekeyError } from '../../common/errors.ts';
import { namedSettings } from '../../common/settings.ts';
import type { Store } from './index.ts';

/** Notices for the user about settings that could not be read; none once they are set again. */
export function settingNotices({ settings, pbxs }: Pick<Store, 'settings' | 'pbxs'>): RekeyError[] {
  const damaged: readonly string[] = settings.damaged();
  const named = namedSettings
    .filter((name) => damaged.includes(name))
    .map((setting) => new RekeyError('settings-damaged', { setting }));
  const paces = pbxs
    .withDamagedPace()
    .map(({ name }) => new RekeyError('settings-damaged', { setting: 'pace', pbx: name }));
  return [...named, ...paces];
}
