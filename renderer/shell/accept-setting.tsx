import { useState } from 'react';
import type { Settings } from '../../common/ipc.ts';
import { call } from '../bridge.ts';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { useTexts } from '../words.tsx';

/** Stores the default, which a setting that could not be read counts as; its notice goes with that. */
export function AcceptSetting({ setting }: { setting: string }) {
  const { reload } = useApp();
  const [saving, setSaving] = useState(false);
  const t = useTexts();

  const accept = async (): Promise<void> => {
    setSaving(true);
    try {
      const settings = await call('settings:get', undefined);
      if (setting in settings) await call('settings:set', { [setting]: settings[setting as keyof Settings] });
    } catch {
      // The notice stays, and the Settings screen tells what is wrong.
    }
    await reload();
    setSaving(false);
  };
  return (
    <Action small pending={saving} onPress={() => void accept()}>
      {t.settings.acceptDefault}
    </Action>
  );
}
