import { AppWindow } from 'lucide-react';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { PbxPicker } from '../pbxs/pbx-picker.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import styles from './panel.module.css';

/** The PBX, and a button for the main window. */
export function PanelHead() {
  const { selected } = useApp();
  const t = useTexts();
  return (
    <header className={styles.head}>
      <h1 className="visually-hidden">{t.panel.title}</h1>
      {selected && <PbxPicker />}
      <Action
        look="quiet"
        small
        icon={AppWindow}
        label={t.panel.openWindow}
        onPress={() => void call('app:go', { kind: 'device' }).catch(() => {})}
      />
    </header>
  );
}
