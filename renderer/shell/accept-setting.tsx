import { useState } from 'react';
import type { ErrorFacts } from '../../common/errors.ts';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';

/**
 * Stores the default of a setting that could not be read, which also removes its notice. Not for password retention:
 * the Settings screen says how many passwords that would delete.
 */
export function AcceptSetting({ setting, pbx: name }: Pick<ErrorFacts, 'setting' | 'pbx'>) {
  const { app, reload } = useApp();
  const [saving, setSaving] = useState(false);
  const t = useTexts();

  const accept = async (): Promise<void> => {
    setSaving(true);
    try {
      if (setting === 'pace') {
        const pbx = app.pbxs.find((each) => each.name === name);
        if (pbx) await call('pbxs:set-pace', { id: pbx.id, pace: pbx.pace });
      } else if (setting) {
        const settings = await call('settings:get', undefined);
        await call('settings:set', { [setting]: settings[setting] });
      }
    } catch {
      // The notice stays, and the Settings screen shows what is wrong.
    }
    await reload();
    setSaving(false);
  };
  if (setting === undefined || setting === 'retentionDays') return null;
  return (
    <Action small pending={saving} onPress={() => void accept()}>
      {t.settings.acceptDefault}
    </Action>
  );
}
