import { fetchEveryMs, fetchGroups } from '../../common/fetching.ts';
import type { Item } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Question } from '../ui/question.tsx';
import styles from './fetch-question.module.css';

export interface FetchQuestionProps {
  items: readonly Item[];
  pbxName: string;
  /** How many devices of the same job are not asked. */
  skipped?: number;
  onYes: () => void;
  onNo: () => void;
}

/** Asks whether devices should fetch now, explaining the effect on them and their calls. */
export function FetchQuestion({ items, pbxName, skipped = 0, onYes, onNo }: FetchQuestionProps) {
  const t = useTexts().fetching;
  const count = items.length;
  const groups = fetchGroups(items);
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
      <ul className={styles.means} tabIndex={groups.length > 1 ? 0 : undefined}>
        {groups.map((group) => (
          <li key={`${group.kind} ${group.model}`}>{t.means(group)}</li>
        ))}
      </ul>
      {remarks.length > 0 && <p>{remarks.join(' ')}</p>}
    </Question>
  );
}
