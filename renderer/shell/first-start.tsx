import { FolderOpen, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTexts } from '../base/words.tsx';
import { LastActivity } from '../device/last-activity.tsx';
import { WhereToFindKey } from '../pbxs/where-to-find-key.tsx';
import { SetupFileDrop } from '../setup-file/setup-file-drop.tsx';
import { useApp } from '../state/app-state.tsx';
import { useSetupFile } from '../state/setup-file.tsx';
import { Action } from '../ui/action.tsx';
import styles from './first-start.module.css';

export interface FirstStartProps {
  onConnect: () => void;
  onEditPbx: (pbxId: string) => void;
}

/** Shown while no PBX is connected: the only thing to do. The last result stays visible even if its PBX is gone. */
export function FirstStart({ onConnect, onEditPbx }: FirstStartProps) {
  const t = useTexts();
  const { choose } = useSetupFile();
  const { policy } = useApp().app;
  const isFixed = policy !== null && policy.pbxs !== null;
  const connect = useRef<HTMLButtonElement>(null);
  useEffect(() => connect.current?.focus(), []);
  return (
    <SetupFileDrop>
      <div className={styles.screen}>
        <section className={styles.card} aria-labelledby="first-start">
          <h1 id="first-start">{t.pbxs.connectFirst}</h1>
          {isFixed ? <p>{t.policy.pbxsFixed}</p> : <WhereToFindKey />}
          <div className={styles.actions}>
            <Action ref={connect} look="primary" icon={Plus} disabled={isFixed} onPress={onConnect}>
              {t.pbxs.add}
            </Action>
            <Action icon={FolderOpen} disabled={isFixed} onPress={choose}>
              {t.setupFiles.openFile}
            </Action>
          </div>
        </section>
        <LastActivity onRunAgain={null} onEditPbx={onEditPbx} />
      </div>
    </SetupFileDrop>
  );
}
