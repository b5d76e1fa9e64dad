import { Lock } from 'lucide-react';
import { policyTexts } from '../../common/policy-text.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import styles from './settings.module.css';

/** Says that a setting is set by the policy. */
export function SetByPolicy({ text }: { text: string }) {
  const { policy: t } = useTexts();
  return (
    <p className={styles.policy}>
      <Lock size={14} aria-hidden />
      <span>
        {t.badge}: {text}
      </span>
    </p>
  );
}

/** The rules of this computer's policy file; renders nothing if there is none. */
export function PolicySection() {
  const texts = useTexts();
  const { policy } = useApp().app;
  const t = texts.policy;
  if (policy === null) return null;
  return (
    <section aria-labelledby="settings-policy" className={styles.section}>
      <h2 id="settings-policy">{t.heading}</h2>
      <p className={styles.hint}>{t.hint}</p>
      <ul className={styles.rows}>
        {policyTexts(policy, texts).map((rule) => (
          <li key={rule} className={styles.policyRule}>
            {rule}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>
        {t.file}: <code className={styles.path}>{policy.path}</code>
      </p>
    </section>
  );
}
