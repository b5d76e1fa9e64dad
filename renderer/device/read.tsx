import type { Activity } from '../state/activity.tsx';
import styles from './activity-panel.module.css';
import { shortNameOf } from './device-words.ts';
import { PasswordLine } from './password-line.tsx';

/** The password a device has on the PBX now. */
export function Read({ read }: { read: Extract<Activity, { kind: 'read' }> }) {
  if (read.reading === null)
    return <p>Nothing was changed. Regenerate the password to give the device one.</p>;
  return (
    <>
      <PasswordLine
        label="Current password"
        of={shortNameOf(read.target)}
        passwordRef={{ reading: read.reading }}
      />
      <p className={styles.muted}>Read from the PBX; nothing was changed.</p>
    </>
  );
}
