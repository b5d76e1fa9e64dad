import { Action } from '../ui/action.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import styles from './pbx-form.module.css';

/** The one certificate that is accepted, and the way back to what this computer trusts. */
export function PinnedCertificate({ fingerprint, onForget }: { fingerprint: string; onForget: () => void }) {
  return (
    <div className={styles.pinned}>
      <Fingerprint label="Only this certificate is trusted (SHA-256)" value={fingerprint} />
      <Action small onPress={onForget}>
        Use this computer’s own trust instead
      </Action>
    </div>
  );
}
