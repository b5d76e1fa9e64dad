import { memo, useId } from 'react';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useRecent } from '../state/use-recent.ts';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './recent-results.module.css';
import { ResultRow } from './result-row.tsx';

export interface RecentResultsProps {
  pbx: Pbx;
  ended: number;
}

/**
 * The newest results of a PBX, each with its password while that is stored. Memoised, so that a keystroke in the
 * field above does not render it again.
 */
export const RecentResults = memo(function RecentResults({ pbx, ended }: RecentResultsProps) {
  const t = useTexts();
  const id = useId();
  const { results, problem, retry } = useRecent(pbx.id, ended);
  const now = useNow(60_000);
  return (
    <section aria-labelledby={id} className={styles.recent}>
      <h2 id={id} className={styles.heading}>
        {t.device.recent(pbx.name)}
      </h2>
      {problem && (
        <ProblemNote
          problem={problem}
          actions={
            <Action small onPress={retry}>
              {t.device.readAgain}
            </Action>
          }
        />
      )}
      {results === null && !problem && <p className={styles.empty}>{t.words.loading}</p>}
      {results?.length === 0 && <p className={styles.empty}>{t.device.noneRecent}</p>}
      {results && results.length > 0 && (
        <ul className={styles.list} aria-labelledby={id}>
          {results.map((result) => (
            <ResultRow key={result.item.id} result={result} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
});
