import { useTexts } from '../base/words.tsx';
import { PbxPicker } from '../pbxs/pbx-picker.tsx';
import { useApp } from '../state/app-state.tsx';
import styles from './header.module.css';
import { ListStatus } from './list-status.tsx';

/** The PBX that everything is done on, and the age of its device list. */
export function Header() {
  const t = useTexts();
  const { app, selected } = useApp();
  return (
    <header className={styles.header}>
      {selected ? <PbxPicker /> : <p className={styles.none}>{t.shell.noPbx}</p>}
      {app.demo && (
        <span className={styles.demo} title={t.shell.demoMeans}>
          {t.shell.demo}
        </span>
      )}
      {selected && <ListStatus />}
    </header>
  );
}
