import { useEffect, useId, useRef } from 'react';
import { formatMac } from '../../common/mac.ts';
import type { Target } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import styles from './confirmation.module.css';
import { makeBesideName, shortNameOf } from './device-words.ts';

export interface ConfirmationProps {
  target: Target;
  unlisted: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks once, in place, naming the device and the PBX. */
export function Confirmation({ target, unlisted, onConfirm, onCancel }: ConfirmationProps) {
  const id = useId();
  const make = makeBesideName(target);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  return (
    <fieldset aria-labelledby={id} aria-describedby={`${id}-details`} className={styles.confirmation}>
      <p id={id} className={styles.question}>
        Give <b>{shortNameOf(target)}</b> on <b>{target.pbxName}</b> a new password?
      </p>
      <p id={`${id}-details`} className={styles.details}>
        <code>{formatMac(target.mac)}</code>
        {make && ` - ${make}`}
        <br />
        {unlisted
          ? `It is not in the device list of ${target.pbxName}.`
          : 'The old one stops working once the device has taken over the new one.'}
      </p>
      <div className={styles.actions}>
        <Action ref={yes} look="primary" keyHint="↵" onPress={onConfirm}>
          Regenerate
        </Action>
        <Action keyHint="esc" onPress={onCancel}>
          Cancel
        </Action>
      </div>
    </fieldset>
  );
}
