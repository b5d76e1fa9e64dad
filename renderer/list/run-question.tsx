import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Pbx } from '../../common/model.ts';
import { call } from '../bridge.ts';
import { devicesText, numberText } from '../jobs/job-words.ts';
import { useList } from '../state/list.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import styles from './run-question.module.css';

export interface RunQuestionProps {
  pbx: Pbx;
  onConfirm: (reference: string | null) => void;
  onCancel: () => void;
}

/** Asks once, in place, naming how many devices and which PBX; for many, the number has to be typed. */
export function RunQuestion({ pbx, onConfirm, onCancel }: RunQuestionProps) {
  const { plan } = useList();
  const count = plan.included.length;
  const many = useIsMany(count);
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const [insisted, setInsisted] = useState(false);
  const id = useId();
  const form = useRef<HTMLFieldSetElement>(null);

  useEffect(() => {
    if (many === null) return;
    const first = form.current?.querySelector<HTMLElement>(
      many ? 'input[name="count"]' : '[data-yes] button',
    );
    first?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [many]);

  const agreed = many === false || typed.replace(/[\s.,’']/g, '') === String(count);
  const confirm = (): void => {
    if (agreed) onConfirm(reference.trim() || null);
    else setInsisted(true);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (!event.repeat) confirm();
    }
  };

  if (many === null) return null;
  return (
    <fieldset
      ref={form}
      aria-labelledby={id}
      aria-describedby={`${id}-details`}
      className={styles.question}
      onKeyDown={pressed}
    >
      <p id={id} className={styles.words}>
        Give <b>{devicesText(count)}</b> on <b>{pbx.name}</b>{' '}
        {count === 1 ? 'a new password' : 'new passwords'}?
      </p>
      <p id={`${id}-details`} className={styles.details}>
        {plan.unlisted > 0 && `${unlistedText(plan.unlisted, count)} in its device list. `}
        An old password stops working once its device has taken over the new one.
      </p>
      <div className={styles.fields}>
        {many && (
          <Field
            name="count"
            label={`Type ${count} to go on`}
            value={typed}
            onChange={(next) => {
              setTyped(next);
              setInsisted(false);
            }}
            error={insisted ? `It has to be ${count}.` : null}
          />
        )}
        <Field
          name="reference"
          label="Reference"
          optional
          value={reference}
          onChange={setReference}
          placeholder="Ticket or order"
        />
      </div>
      <div className={styles.actions} data-yes>
        <Action look="primary" keyHint="↵" disabled={!agreed} onPress={confirm}>
          Regenerate
        </Action>
        <Action keyHint="esc" onPress={onCancel}>
          Cancel
        </Action>
      </div>
    </fieldset>
  );
}

/** Whether the number has to be typed; null until the setting is read. */
function useIsMany(count: number): boolean | null {
  const [above, setAbove] = useState<number | null>(null);
  useEffect(() => {
    let wanted = true;
    call('settings:get', undefined).then(
      ({ confirmAbove }) => wanted && setAbove(confirmAbove),
      // What is not known must not make it easier.
      () => wanted && setAbove(0),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return above === null ? null : count > above;
}

function unlistedText(unlisted: number, count: number): string {
  if (unlisted === count) return count === 1 ? 'It is not' : 'None of them is';
  return `${numberText(unlisted)} of them ${unlisted === 1 ? 'is' : 'are'} not`;
}
