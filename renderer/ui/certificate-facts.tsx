import type { ErrorFacts } from '../../common/errors.ts';
import { useWords } from '../base/words.tsx';
import styles from './certificate-facts.module.css';
import { Fingerprint } from './fingerprint.tsx';
import { dateText } from './time.ts';

/** A certificate's details for the user to compare; renders nothing if the facts are not about one. */
export function CertificateFacts({ facts }: { facts: ErrorFacts }) {
  const {
    texts: {
      ui: { certificate: t },
    },
    format,
  } = useWords();
  const { fingerprint, pinnedFingerprint } = facts;
  if (!fingerprint) return null;
  const date = (at: string | undefined): string => (at ? dateText(at, format) : t.unknown);
  return (
    <div className={styles.facts}>
      <dl className={styles.list}>
        {facts.certificateProblem && (
          <>
            <dt>{t.problem}</dt>
            <dd>{t.problems[facts.certificateProblem]}</dd>
          </>
        )}
        {facts.certificateSubject && (
          <>
            <dt>{t.madeFor}</dt>
            <dd>{facts.certificateSubject.replaceAll(/\b(DNS|IP Address):/g, '')}</dd>
          </>
        )}
        {(facts.certificateValidFrom || facts.certificateValidTo) && (
          <>
            <dt>{t.valid}</dt>
            <dd>{t.validity(date(facts.certificateValidFrom), date(facts.certificateValidTo))}</dd>
          </>
        )}
      </dl>
      <div className={styles.fingerprints}>
        {pinnedFingerprint && <Fingerprint label={t.trustedBefore} value={pinnedFingerprint} />}
        <Fingerprint label={pinnedFingerprint ? t.shownNow : t.fingerprint} value={fingerprint} />
      </div>
    </div>
  );
}
