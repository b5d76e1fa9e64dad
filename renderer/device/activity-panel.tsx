import { use, useEffect, useId, useRef } from 'react';
import { useTexts } from '../base/words.tsx';
import { EarlierResult } from '../password/earlier-result.ts';
import { useCopyKey } from '../password/use-copy-key.ts';
import type { Activity } from '../state/activity.tsx';
import { cx } from '../ui/cx.ts';
import type { ActivityActions } from './activity-actions.ts';
import styles from './activity-panel.module.css';
import { NotDone } from './not-done.tsx';
import { OutcomeHead } from './outcome-head.tsx';
import { Ran } from './ran.tsx';
import { Read } from './read.tsx';
import { Running } from './running.tsx';
import { Waits } from './waits.tsx';

export interface ActivityPanelProps extends ActivityActions {
  activity: Activity;
}

/** A device's current activity, or the result of its last one; it stays until the next. */
export function ActivityPanel(props: ActivityPanelProps) {
  const t = useTexts();
  const { activity } = props;
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const earlier = use(EarlierResult);
  useCopyKey(earlier);
  useFollowingFocus(activity, panel);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby={id}
      className={cx(styles.panel, earlier && styles.earlier)}
    >
      {earlier && <p className={styles.eyebrow}>{t.device.earlierResult}</p>}
      <OutcomeHead id={id} activity={activity} />
      <Body {...props} />
    </section>
  );
}

function Body({ activity, onRunAgain, onReadCurrent, onEditPbx }: ActivityPanelProps) {
  const t = useTexts();
  switch (activity.kind) {
    case 'running':
      return <Running running={activity} />;
    case 'reading':
      return <p className={styles.muted}>{t.device.nothingIsChanged}</p>;
    case 'waits':
      return <Waits waits={activity} onEditPbx={onEditPbx} />;
    case 'ran':
      return <Ran ran={activity} {...{ onRunAgain, onReadCurrent, onEditPbx }} />;
    case 'read':
      return <Read read={activity} />;
    case 'not-run':
    case 'not-read':
      return <NotDone notDone={activity} {...{ onRunAgain, onReadCurrent, onEditPbx }} />;
  }
}

/**
 * Moves the focus along: to the panel when something starts, so that another Enter does nothing; to Copy when there
 * is a password. If the user has moved the focus elsewhere in the meantime, it stays there.
 */
function useFollowingFocus(activity: Activity, panel: React.RefObject<HTMLElement | null>): void {
  // An activity that was already there on arrival is no reason to leave the field.
  const seen = useRef<string | null>(stageOf(activity));
  const stage = stageOf(activity);
  useEffect(() => {
    if (seen.current === stage) return;
    seen.current = stage;
    const { activeElement } = document;
    const nowhere = activeElement === document.body || panel.current?.contains(activeElement);
    const begins = stage === 'running' || stage === 'reading';
    if (!begins && !nowhere) return;
    const next = begins ? null : panel.current?.querySelector<HTMLElement>('[data-first-action] button');
    (next ?? panel.current)?.focus();
  }, [stage, panel]);
}

function stageOf(activity: Activity): string {
  if (activity.kind === 'waits') return `waits ${activity.job.state}`;
  return activity.kind === 'ran' ? `ran ${activity.item.id}` : activity.kind;
}
