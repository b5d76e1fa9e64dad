import { useEffect, useId, useRef } from 'react';
import { makeBesideName, shortNameOf } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Understanding } from '../../common/understand.ts';
import { useTexts } from '../base/words.tsx';
import type { Target } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { RichText } from '../ui/rich-text.tsx';
import styles from './confirmation.module.css';

export interface ConfirmationProps {
  target: Target;
  found: Understanding['kind'];
  reference: string;
  onReference: (reference: string) => void;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks once, in place, naming the device and the PBX. */
export function Confirmation({
  target,
  found,
  reference,
  onReference,
  onConfirm,
  onCancel,
}: ConfirmationProps) {
  const id = useId();
  const t = useTexts();
  const [name, mac, make] = [shortNameOf(target), formatMac(target.mac), makeBesideName(target)];
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  return (
    <fieldset
      aria-labelledby={id}
      aria-describedby={`${id}-details`}
      className={styles.confirmation}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        if (event.nativeEvent.isComposing) return;
        event.preventDefault();
        if (!event.repeat) onConfirm();
      }}
    >
      <p id={id} className={styles.question}>
        <RichText text={t.device.question(name, target.pbxName)} />
      </p>
      <p id={`${id}-details`} className={styles.details}>
        {name !== mac && (
          <>
            <code>{mac}</code>
            {make && ` · ${make}`}
            <br />
          </>
        )}
        {remarkOn(found, target, t)}
      </p>
      <div className={styles.reference}>
        <Field
          name="reference"
          label={t.list.reference}
          optional
          value={reference}
          onChange={onReference}
          placeholder={t.list.referenceHint}
        />
      </div>
      <div className={styles.actions}>
        <Action ref={yes} look="primary" keyHint="↵" onPress={onConfirm}>
          {t.device.yes}
        </Action>
        <Action keyHint="esc" onPress={onCancel}>
          {t.words.cancel}
        </Action>
      </div>
    </fieldset>
  );
}

function remarkOn(found: Understanding['kind'], { pbxName }: Target, t: Texts): string {
  switch (found) {
    case 'not-listed':
      return t.device.isNotListed(pbxName);
    case 'not-in-part':
      return t.device.isNotInPart(pbxName);
    case 'no-list':
      return t.device.isNotLookedUp(pbxName);
    default:
      return t.device.oldOneStops;
  }
}
