import { useTexts } from '../base/words.tsx';
import styles from './history-choice.module.css';

export interface HistoryChoiceProps {
  /** How many jobs would be deleted. */
  jobs: number;
  chosen: boolean;
  disabled: boolean;
  onChoose: (chosen: boolean) => void;
}

/** Whether to delete the history along with a PBX. */
export function HistoryChoice({ jobs, chosen, disabled, onChoose }: HistoryChoiceProps) {
  const t = useTexts().pbxs.removal;
  return (
    <>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={chosen}
          disabled={disabled}
          onChange={({ target }) => onChoose(target.checked)}
        />
        {t.alsoHistory(jobs)}
      </label>
      {chosen && <p>{t.whatHistory}</p>}
    </>
  );
}
