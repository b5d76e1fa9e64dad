import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameOf } from '../../common/device-text.ts';
import {
  type FetchTarget,
  fetchEveryMs,
  fetchGroups,
  knownFetches,
  type SkippedFetches,
} from '../../common/fetching.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Question } from '../ui/question.tsx';
import styles from './fetch-question.module.css';
import { skippedTexts } from './fetch-words.ts';

export interface FetchQuestionProps {
  items: readonly Item[];
  /** Devices of the items. */
  targets: readonly FetchTarget[];
  pbxName: string;
  /** The devices of the same job that are not asked. */
  skipped?: SkippedFetches | undefined;
  onYes: () => void;
  onNo: () => void;
}

/** Asks whether devices should fetch now, explaining the effect on them and their calls. */
export function FetchQuestion({ items, targets, pbxName, skipped, onYes, onNo }: FetchQuestionProps) {
  const texts = useTexts();
  const t = texts.fetching;
  const count = targets.length;
  const groups = fetchGroups(items, targets);
  const remarks = [
    ...(count > 1 ? [t.pace(fetchEveryMs / 1000)] : []),
    ...(skipped ? skippedTexts(skipped, texts) : []),
  ];
  return (
    <Question
      danger
      question={t.question(count, pbxName)}
      yes={count === 1 ? t.action : t.actionAll(count)}
      onYes={onYes}
      onNo={onNo}
    >
      <ul className={styles.means} tabIndex={count > 1 ? 0 : undefined}>
        {knownFetches(items, targets).map((known) => (
          <li key={known.state}>
            <strong>{t.known(known, count)}</strong>
          </li>
        ))}
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
