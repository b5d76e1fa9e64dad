import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import styles from './pbx-form.module.css';

export interface PinnedCertificateProps {
  fingerprint: string;
  disabled: boolean;
  onForget: () => void;
}

/** The only certificate that is accepted, and a button to go back to this computer's certificate authorities. */
export function PinnedCertificate({ fingerprint, disabled, onForget }: PinnedCertificateProps) {
  const t = useTexts();
  return (
    <div className={styles.pinned}>
      <Fingerprint label={t.pbxs.onlyTrusted} value={fingerprint} />
      <Action small disabled={disabled} onPress={onForget}>
        {t.pbxs.forgetTrust}
      </Action>
    </div>
  );
}
