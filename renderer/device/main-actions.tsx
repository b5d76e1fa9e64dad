import { Eye, KeyRound } from 'lucide-react';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import styles from './main-actions.module.css';

export interface MainActionsProps {
  /** What is regenerated, if not the device's own password. */
  regenerateLabel: string | null;
  disabled: boolean;
  /** Whether the PBX’s devices are being asked to fetch: nothing can be regenerated until then. */
  blocked: boolean;
  /** The device is being looked up, so that the question can name it. */
  lookingUp: boolean;
  reading: boolean;
  onRegenerate: () => void;
  onShowCurrent: () => void;
}

/** The two main actions for a device. */
export function MainActions({
  regenerateLabel,
  disabled,
  blocked,
  lookingUp,
  reading,
  onRegenerate,
  onShowCurrent,
}: MainActionsProps) {
  const t = useTexts();
  return (
    <div className={styles.actions}>
      <Action
        look="primary"
        icon={KeyRound}
        keyHint="↵"
        pending={lookingUp}
        disabled={(disabled || blocked) && !lookingUp}
        onPress={onRegenerate}
      >
        {regenerateLabel ?? t.device.regenerate}
      </Action>
      <Action
        icon={Eye}
        pending={reading}
        disabled={(disabled || lookingUp) && !reading}
        onPress={onShowCurrent}
      >
        {t.device.showCurrent}
      </Action>
    </div>
  );
}
