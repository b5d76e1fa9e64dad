import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { type DeskPhoneUser, deskPhoneUser } from '../../common/desk-phones.ts';
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
import { PhonesOfUser } from './phones-of-user.tsx';

export interface ConfirmationProps {
  target: Target;
  found: Understanding['kind'];
  reference: string;
  onReference: (reference: string) => void;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks for confirmation in place, naming the device and the PBX. */
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
  const user = deskPhoneUser(target);
  const yes = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // Keeps the whole question in view, not only its buttons.
    yes.current?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <fieldset
      ref={form}
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
        <RichText
          text={
            user
              ? t.deskPhones.question(user.owner ?? t.deskPhones.aUser, target.pbxName)
              : t.device.question(shortNameOf(target), target.pbxName)
          }
        />
      </p>
      <div id={`${id}-details`} className={styles.details}>
        {user ? <OfUser user={user} target={target} /> : <OfDevice found={found} target={target} />}
      </div>
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

function OfDevice({ found, target }: Pick<ConfirmationProps, 'found' | 'target'>) {
  const t = useTexts();
  const [mac, make] = [formatMac(target.mac), makeBesideName(target)];
  return (
    <p>
      {shortNameOf(target) !== mac && (
        <>
          <code>{mac}</code>
          {make && ` · ${make}`}
          <br />
        </>
      )}
      {remarkOn(found, target, t)}
    </p>
  );
}

/** All phones get the password, and until they have fetched it something else may fail. */
function OfUser({ user, target }: { user: DeskPhoneUser; target: Target }) {
  const { deskPhones: t } = useTexts();
  const count = user.phones.length;
  return (
    <>
      <p>{t.allGetIt(count)}</p>
      <PhonesOfUser user={user} current={target.mac} />
      <p>{t.oldOneStops}</p>
      <p className={styles.warning}>
        <TriangleAlert size={16} aria-hidden className={styles.warningIcon} />
        <span>{t.control(count)}</span>
      </p>
    </>
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
