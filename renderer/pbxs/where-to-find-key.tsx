import { useTexts } from '../base/words.tsx';
import { RichText } from '../ui/rich-text.tsx';
import styles from './where-to-find-key.module.css';

/** Where the 3CX Admin Console shows the client ID and the API key. */
export function WhereToFindKey() {
  const steps = useTexts().pbxs.whereToFindKey;
  return (
    <ol className={styles.steps}>
      {steps.map((step, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps never move
        <li key={n}>
          <RichText text={step} />
        </li>
      ))}
    </ol>
  );
}
