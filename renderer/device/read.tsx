import { shortNameOf } from '../../common/device-text.ts';
import { useTexts } from '../base/words.tsx';
import type { Activity } from '../state/activity.tsx';
import styles from './activity-panel.module.css';
import { PasswordLine } from './password-line.tsx';

/** The password a device has on the PBX now. */
export function Read({ read }: { read: Extract<Activity, { kind: 'read' }> }) {
  const t = useTexts();
  if (read.reading === null) return <p>{t.device.noneToRead}</p>;
  return (
    <>
      <PasswordLine
        label={read.replacement.replacedAt === null ? t.device.currentPassword : null}
        of={shortNameOf(read.target)}
        passwordRef={{ reading: read.reading }}
        replacement={read.replacement}
      />
      <p className={styles.muted}>{t.device.readOnly}</p>
    </>
  );
}
