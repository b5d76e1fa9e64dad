import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameIn } from '../../common/device-text.ts';
import { useTexts } from '../base/words.tsx';
import type { Activity } from '../state/activity.tsx';
import styles from './activity-panel.module.css';
import { PasswordLine } from './password-line.tsx';

/** The password that a device has on the PBX now. */
export function Read({ read }: { read: Extract<Activity, { kind: 'read' }> }) {
  const t = useTexts();
  const ofUser = deskPhoneUser(read.target) !== null;
  if (read.reading === null) return <p>{ofUser ? t.deskPhones.noneToRead : t.device.noneToRead}</p>;
  return (
    <>
      <PasswordLine
        label={read.replacement.replacedAt === null ? t.device.currentPassword : null}
        of={nameIn(read.target, t)}
        passwordRef={{ reading: read.reading }}
        replacement={read.replacement}
        ofUser={ofUser}
      />
      <p className={styles.muted}>{t.device.readOnly}</p>
    </>
  );
}
