import { formatMac } from '../../common/mac.ts';
import { useTexts } from '../base/words.tsx';
import type { PlanUser } from './plan.ts';
import styles from './users-part.module.css';

/** The users who get new passwords, each with all of their desk phones. A long list can be scrolled with keys, too. */
export function UsersPart({ users }: { users: readonly PlanUser[] }) {
  const { deskPhones: t } = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be in reach of the keyboard
    <section aria-label={t.listOfUsers} tabIndex={0} className={styles.users}>
      <dl>
        {users.map(({ id, owner, phones }) => (
          <div key={id} className={styles.user}>
            <dt>{owner ?? t.aUser}</dt>
            {phones.map(({ mac, name, inList }) => (
              <dd key={mac}>
                <code>{formatMac(mac)}</code> {[name, !inList && t.notInList].filter(Boolean).join(', ')}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
