import { History } from 'lucide-react';
import { useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { Item } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { PasswordControl } from './password-control.tsx';
import styles from './previous-password.module.css';

export interface PreviousPasswordProps {
  item: Item;
  /** Whose it is, for those who hear the buttons' names. */
  of: string;
}

const notReplaced = { replacedAt: null, surelyReplaced: false };

/** Whether the password that the device had before its request is kept. */
export function hasPrevious({ previousKept, state }: Item): boolean {
  return previousKept && ['succeeded', 'uncertain', 'failed'].includes(state);
}

/** The password that the device had before, where it is kept: only on request, for it is not the one to hand over. */
export function PreviousPassword({ item, of }: PreviousPasswordProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  if (!hasPrevious(item)) return null;
  return (
    <div className={styles.previous}>
      <Action
        small
        look="quiet"
        label={t.device.showPreviousOf(of)}
        expanded={open}
        onPress={() => setOpen(!open)}
      >
        {t.device.showPrevious}
      </Action>
      {open && <Opened item={item} of={of} />}
    </div>
  );
}

/** The passwords of a row that is about one device: the new one, where it is kept, and on request the one from before. */
export function RowPasswords({ item, of }: PreviousPasswordProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.row}>
      <div className={styles.line}>
        {item.credentialsKept && (
          <PasswordControl passwordRef={{ item: item.id }} of={of} replacement={item} />
        )}
        {hasPrevious(item) && (
          <Action
            small
            look="quiet"
            icon={History}
            label={t.device.showPreviousOf(of)}
            expanded={open}
            onPress={() => setOpen(!open)}
          />
        )}
      </div>
      {open && hasPrevious(item) && <Opened item={item} of={of} />}
    </div>
  );
}

function Opened({ item, of }: PreviousPasswordProps) {
  const t = useTexts();
  return (
    <div className={styles.opened}>
      <p className={styles.label}>{labelOf(item, t)}</p>
      <PasswordControl
        passwordRef={{ previousOf: item.id }}
        of={t.device.previousOf(of)}
        replacement={notReplaced}
      />
    </div>
  );
}

/** Only where the device surely got a new one, and no later job gave it another, is it known until when this one works. */
function labelOf(item: Item, t: Texts): string {
  if (item.state !== 'succeeded' || item.replacedAt !== null) return t.device.beforeRequest;
  return deskPhoneUser(item) ? t.deskPhones.previous : t.device.previous;
}
