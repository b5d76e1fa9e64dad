import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { useEscape } from '../ui/use-escape.ts';
import styles from './panel.module.css';

/** Shown before a PBX is connected, which is done in the main window. */
export function NoPbx() {
  const t = useTexts();
  const connect = useRef<HTMLButtonElement>(null);
  useEffect(() => connect.current?.focus(), []);
  useEscape(() => void call('panel:hide', undefined).catch(() => {}));
  return (
    <main className={styles.panel}>
      <h1 className="visually-hidden">{t.panel.title}</h1>
      <p>{t.panel.noPbx}</p>
      <div>
        <Action
          ref={connect}
          look="primary"
          icon={Plus}
          onPress={() => void call('app:go', { kind: 'add-pbx' }).catch(() => {})}
        >
          {t.pbxs.add}
        </Action>
      </div>
    </main>
  );
}
