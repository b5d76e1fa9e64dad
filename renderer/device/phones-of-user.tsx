import type { DeskPhoneUser } from '../../common/desk-phones.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import { useTexts } from '../base/words.tsx';
import styles from './phones-of-user.module.css';

export interface PhonesOfUserProps {
  user: DeskPhoneUser;
  /** The phone whose MAC is entered. */
  current?: Mac;
}

/** All desk phones of a user, which share one password. */
export function PhonesOfUser({ user, current }: PhonesOfUserProps) {
  const { deskPhones: t } = useTexts();
  return (
    <ul aria-label={t.allOf(user.owner ?? t.aUser)} className={styles.phones}>
      {user.phones.map(({ mac, name }) => (
        <li key={mac}>
          <code className={mac === current ? styles.current : undefined}>{formatMac(mac)}</code>
          {name && ` ${name}`}
        </li>
      ))}
    </ul>
  );
}
