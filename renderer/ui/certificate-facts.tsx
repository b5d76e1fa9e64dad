import type { ErrorFacts } from '../../common/errors.ts';
import { useFormat } from '../words.tsx';
import styles from './certificate-facts.module.css';
import { Fingerprint } from './fingerprint.tsx';
import { dateText } from './time.ts';

const problems: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'It is self-signed',
  'unknown-authority': 'This computer does not know the authority that signed it',
  expired: 'It has expired, or this computer’s clock is wrong',
  'not-yet-valid': 'It is not valid yet, or this computer’s clock is wrong',
  'wrong-host': 'It was made for another name',
};

/** What a certificate is, for a person to compare; nothing where the facts are not of one. */
export function CertificateFacts({ facts }: { facts: ErrorFacts }) {
  const format = useFormat();
  const { fingerprint, pinnedFingerprint } = facts;
  if (!fingerprint) return null;
  const valid = [facts.certificateValidFrom, facts.certificateValidTo].map((at) =>
    at ? dateText(at, format) : 'unknown',
  );
  return (
    <div className={styles.facts}>
      <dl className={styles.list}>
        {facts.certificateProblem && (
          <>
            <dt>Problem</dt>
            <dd>{problems[facts.certificateProblem]}</dd>
          </>
        )}
        {facts.certificateSubject && (
          <>
            <dt>Made for</dt>
            <dd>{facts.certificateSubject.replaceAll(/\b(DNS|IP Address):/g, '')}</dd>
          </>
        )}
        {(facts.certificateValidFrom || facts.certificateValidTo) && (
          <>
            <dt>Valid</dt>
            <dd>
              {valid[0]} to {valid[1]}
            </dd>
          </>
        )}
      </dl>
      <div className={styles.fingerprints}>
        {pinnedFingerprint && <Fingerprint label="Trusted until now (SHA-256)" value={pinnedFingerprint} />}
        <Fingerprint
          label={pinnedFingerprint ? 'Shown now (SHA-256)' : 'Fingerprint (SHA-256)'}
          value={fingerprint}
        />
      </div>
    </div>
  );
}
