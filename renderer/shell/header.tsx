import { useApp } from '../state/app-state.tsx';
import styles from './header.module.css';
import { ListStatus } from './list-status.tsx';
import { PbxPicker } from './pbx-picker.tsx';

/** Which PBX everything is done on, and how fresh its device list is. */
export function Header() {
  const { app, selected } = useApp();
  return (
    <header className={styles.header}>
      {selected ? <PbxPicker /> : <p className={styles.none}>No PBX connected yet</p>}
      {app.demo && (
        <span className={styles.demo} title="This is the built-in demo 3CX; nothing here is real.">
          Demo
        </span>
      )}
      {selected && <ListStatus />}
    </header>
  );
}
