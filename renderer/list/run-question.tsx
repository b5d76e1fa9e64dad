import { TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Pbx, Problem } from '../../common/model.ts';
import { expectedDurationText } from '../../common/progress.ts';
import { readWholeNumber } from '../../common/whole-number.ts';
import { call } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { offersWaiting, RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import { useList } from './list.tsx';
import { phonesWithNewPassword } from './plan.ts';
import styles from './run-question.module.css';
import { agreedList } from './use-list-run.ts';
import { UsersPart } from './users-part.tsx';

export interface RunQuestionProps {
  pbx: Pbx;
  onConfirm: (reference: string | null) => void;
  onCancel: () => void;
}

/** Asks for confirmation in place, naming the number of devices and the PBX; for many, the number has to be typed. */
export function RunQuestion({ pbx, onConfirm, onCancel }: RunQuestionProps) {
  const texts = useTexts();
  const { list: t, words, waiting, deskPhones } = texts;
  const { plan, run, matching } = useList();
  const count = plan.passwords;
  const users = plan.users.length;
  const devices = count - users;
  const phones = phonesWithNewPassword(plan);
  const notIncluded = plan.rows.length - plan.included.length;
  const many = useIsMany(count);
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const [insisted, setInsisted] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const { problem } = matching;
  const unreachable = problem && offersWaiting(problem) ? problem : null;
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

  const agreed = many === false || readWholeNumber(typed) === count;
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
        <RichText
          text={
            users > 0
              ? deskPhones.listQuestion(devices, users, phones, pbx.name)
              : t.question(count, pbx.name)
          }
        />
      </p>
      <p id={`${id}-details`} className={styles.details}>
        {[
          plan.unlisted > 0 &&
            (plan.unlisted === plan.included.length ? t.allUnlisted(count) : t.someUnlisted(plan.unlisted)),
          matching.fetchedAt !== null && plan.unknown > 0 && t.notInPart(plan.unknown),
          notIncluded > 0 && t.notIncluded(notIncluded),
          t.takes(expectedDurationText(count, pbx.pace, texts)),
          t.oldPassword,
          unreachable && waiting.offer(pbx.name),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {users > 0 && (
        <>
          <p className={styles.control}>
            <TriangleAlert size={16} aria-hidden className={styles.controlIcon} />
            <span>
              {deskPhones.includeHint} {deskPhones.control(phones)}
            </span>
          </p>
          <UsersPart users={plan.users} />
        </>
      )}
      <div className={styles.fields}>
        {many && (
          <Field
            name="count"
            label={users > 0 && devices > 0 ? deskPhones.typeTotal(devices, users) : t.typeCount(count)}
            value={typed}
            onChange={(next) => {
              setTyped(next);
              setInsisted(false);
            }}
            error={insisted ? t.wrongCount(count) : null}
          />
        )}
        <Field
          name="reference"
          label={t.reference}
          optional
          value={reference}
          onChange={setReference}
          placeholder={t.referenceHint}
        />
      </div>
      <div className={styles.actions} data-yes>
        <Action look="primary" keyHint="↵" disabled={!agreed} onPress={confirm}>
          {t.yes}
        </Action>
        {unreachable && (
          <RunWhenReachable
            small={false}
            problem={unreachable}
            what={agreedList(pbx.id, plan, reference.trim() || null)}
            disabled={!agreed}
            onWaits={({ id: jobId }) => run.waits(jobId)}
            onRefused={setRefused}
          />
        )}
        <Action keyHint="esc" onPress={onCancel}>
          {words.cancel}
        </Action>
      </div>
      {refused && <ProblemNote announce problem={refused} />}
    </fieldset>
  );
}

/** Whether the number has to be typed; null until the setting is read. */
function useIsMany(count: number): boolean | null {
  const [above, setAbove] = useState<number | null>(null);
  useEffect(() => {
    return whileWanted(
      call('settings:get', undefined),
      ({ confirmAbove }) => setAbove(confirmAbove),
      // A setting that could not be read must not make confirming easier.
      () => setAbove(0),
    );
  }, []);
  return above === null ? null : count > above;
}
