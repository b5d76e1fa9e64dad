import { KeyRound, ListChecks } from 'lucide-react';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Pbx } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { type Chip, Chips } from '../ui/chips.tsx';
import { DeskPhonesBar } from './desk-phones-bar.tsx';
import { useList } from './list.tsx';
import { type Plan, type Standing, standings } from './plan.ts';
import { PlanGrid } from './plan-grid.tsx';
import { PlanNotes } from './plan-notes.tsx';
import styles from './plan-part.module.css';
import { excludedText, standingStyles, summaryText } from './plan-words.ts';
import { RunQuestion } from './run-question.tsx';
import { UnlistedBar } from './unlisted-bar.tsx';

export interface PlanPartProps {
  pbx: Pbx;
  onEditPbx: (pbxId: string) => void;
  ref: Ref<HTMLElement>;
}

/** What would happen to the list, row by row, and the action to start it. */
export function PlanPart({ pbx, onEditPbx, ref }: PlanPartProps) {
  const t = useTexts();
  const { plan, matching, unread, run, view, show } = useList();
  const { included, counts, deskPhones } = plan;
  const [asked, setAsked] = useState<string | null>(null);
  const part = useRef<HTMLElement>(null);
  const main = useRef<HTMLButtonElement>(null);
  useImperativeHandle(ref, () => part.current as HTMLElement, []);

  const looking = matching.asking || unread;
  const runnable = included.length > 0 && counts.pending === 0 && !looking;
  // A question is about these devices on this PBX: it does not reappear when they do.
  const key = useMemo(
    () => [pbx.id, ...included, ...deskPhones.map(({ userId }) => userId)].join(' '),
    [pbx.id, included, deskPhones],
  );
  const asking = asked === key && runnable;
  if (asked !== null && !asking && !looking) setAsked(null);

  // After a start that failed, nothing would have the focus.
  useEffect(() => {
    if (document.activeElement === document.body) part.current?.focus();
  }, []);

  // A user who arrives with a list continues with Enter, once it is known what that does. A button that is disabled
  // during another lookup would lose the focus.
  const settled = useEffectEvent(() => {
    const { activeElement } = document;
    if (activeElement === part.current || activeElement === document.body) main.current?.focus();
  });
  useEffect(() => {
    if (runnable) settled();
  }, [runnable]);

  return (
    <section ref={part} tabIndex={-1} aria-label={t.list.plan} className={styles.plan}>
      <Chips
        label={t.list.show}
        chips={chipsOf(plan, view.filter, t)}
        chosen={view.filter ?? 'all'}
        onChoose={(id) => show({ filter: id === 'all' ? null : id })}
      />
      <PlanNotes pbx={pbx} onEditPbx={onEditPbx} />
      {counts['not-listed'] > 0 && <UnlistedBar pbx={pbx} />}
      {plan.includable.phones > 0 && <DeskPhonesBar />}
      <PlanGrid key={view.filter ?? 'all'} pbx={pbx} />
      {asking ? (
        <RunQuestion
          pbx={pbx}
          onConfirm={(reference) => {
            setAsked(null);
            run.start(pbx.id, plan, reference);
          }}
          onCancel={() => {
            setAsked(null);
            requestAnimationFrame(() => main.current?.focus());
          }}
        />
      ) : (
        <div className={styles.actions}>
          <Action
            ref={main}
            look="primary"
            icon={KeyRound}
            disabled={!runnable}
            onPress={() => setAsked(key)}
          >
            {t.list.regenerate(plan.passwords)}
          </Action>
          <Action icon={ListChecks} pending={matching.asking} disabled={unread} onPress={matching.check}>
            {t.list.check}
          </Action>
          <p className={styles.why}>{looking ? t.list.looking : excludedText(plan, t)}</p>
        </div>
      )}
      <p role="status" className="visually-hidden">
        {looking || counts.pending > 0 ? t.list.looking : summaryText(plan, t)}
      </p>
    </section>
  );
}

/** A kind without rows has no chip, unless it is the selected one. */
function chipsOf({ counts, rows }: Plan, filter: Standing | null, t: Texts): Chip<Standing | 'all'>[] {
  const kinds = standings
    .filter((each) => counts[each] > 0 || each === filter)
    .map((each) => ({
      id: each,
      word: t.list.standings[each],
      count: counts[each],
      ...standingStyles[each],
    }));
  return [{ id: 'all', word: t.list.all, count: rows.length }, ...kinds];
}
