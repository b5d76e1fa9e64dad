import { useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { Item } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { PasswordControl } from '../password/password-control.tsx';
import { Action } from '../ui/action.tsx';
import styles from './activity-panel.module.css';

export interface PreviousPasswordProps {
  item: Item;
  /** Whose it is, for the buttons' accessible names. */
  of: string;
}

const notReplaced = { replacedAt: null, surelyReplaced: false };

/** The device's previous password, if stored: only on request, because it is not the one to pass on. */
export function PreviousPassword({ item, of }: PreviousPasswordProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  if (!item.previousKept) return null;
  if (!open)
    return (
      <div className={styles.actions}>
        <Action small look="quiet" onPress={() => setOpen(true)}>
          {t.device.showPrevious}
        </Action>
      </div>
    );
  return (
    <div className={styles.password}>
      <p className={styles.label}>{deskPhoneUser(item) ? t.deskPhones.previous : t.device.previous}</p>
      <PasswordControl
        passwordRef={{ previousOf: item.id }}
        of={t.device.previousOf(of)}
        replacement={notReplaced}
      />
    </div>
  );
}
