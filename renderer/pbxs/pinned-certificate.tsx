import { Action } from '../ui/action.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import styles from './pbx-form.module.css';

export interface PinnedCertificateProps {
  fingerprint: string;
  disabled: boolean;
  onForget: () => void;
}

/** The one certificate that is accepted, and the way back to what this computer trusts. */
export function PinnedCertificate({ fingerprint, disabled, onForget }: PinnedCertificateProps) {
  return (
    <div className={styles.pinned}>
      <Fingerprint label="Only this certificate is trusted (SHA-256)" value={fingerprint} />
      <Action small disabled={disabled} onPress={onForget}>
        Use this computer’s own trust instead
      </Action>
    </div>
  );
}
