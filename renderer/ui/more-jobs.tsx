import { useTexts } from '../base/words.tsx';
import { Action } from './action.tsx';
import styles from './more-jobs.module.css';

/** Says below the jobs of a banner how many others it leaves out, and leads to them. */
export function MoreJobs({ count, onHistory }: { count: number; onHistory: () => void }) {
  const t = useTexts().shell;
  if (count <= 0) return null;
  return (
    <div className={styles.more}>
      <p>{t.moreJobs(count)}</p>
      <Action small look="quiet" label={t.showMoreJobs} onPress={onHistory}>
        {t.show}
      </Action>
    </div>
  );
}
