import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameOf } from '../../common/device-text.ts';
import { type FetchTarget, fetchEveryMs, fetchGroups } from '../../common/fetching.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Question } from '../ui/question.tsx';
import styles from './fetch-question.module.css';

export interface FetchQuestionProps {
  items: readonly Item[];
  /** Devices of the items. */
  targets: readonly FetchTarget[];
  pbxName: string;
  /** How many devices of the same job are not asked. */
  skipped?: number;
  onYes: () => void;
  onNo: () => void;
}

/** Asks whether devices should fetch now, explaining the effect on them and their calls. */
export function FetchQuestion({ items, targets, pbxName, skipped = 0, onYes, onNo }: FetchQuestionProps) {
  const t = useTexts().fetching;
  const count = targets.length;
  const groups = fetchGroups(items, targets);
  const remarks = [count > 1 && t.pace(fetchEveryMs / 1000), skipped > 0 && `${t.skipped(skipped)}.`].filter(
    (remark) => typeof remark === 'string',
  );
  return (
    <Question
      danger
      question={t.question(count, pbxName)}
      yes={count === 1 ? t.action : t.actionAll(count)}
      onYes={onYes}
      onNo={onNo}
    >
      <ul className={styles.means} tabIndex={count > 1 ? 0 : undefined}>
        {groups.map((group) => (
          <li key={group.kind}>{t.means(group)}</li>
        ))}
        {count > 1 &&
          targets.map(({ itemId, mac }) => (
            <li key={`${itemId} ${mac}`}>
              <code>{formatMac(mac)}</code> {nameOfTarget(items, itemId, mac)}
            </li>
          ))}
      </ul>
      {remarks.length > 0 && <p>{remarks.join(' ')}</p>}
    </Question>
  );
}

/** What a device is called: a user's phone by its model and its user. */
function nameOfTarget(items: readonly Item[], itemId: number, mac: Mac): string {
  const item = items.find(({ id }) => id === itemId);
  const user = item && deskPhoneUser(item);
  if (!user) return nameOf(mac, item?.device ?? null);
  return [user.phones.find((each) => each.mac === mac)?.name, user.owner].filter(Boolean).join(', ');
}
