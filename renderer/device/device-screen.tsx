import { useEffect, useMemo, useRef, useState } from 'react';
import { formatMac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { understand } from '../../common/understand.ts';
import { type Target, useActivity } from '../state/activity.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { useTexts } from '../words.tsx';
import { Confirmation } from './confirmation.tsx';
import styles from './device-screen.module.css';
import { LastActivity } from './last-activity.tsx';
import { LineActions } from './line-actions.tsx';
import { LookUpFailed } from './look-up-failed.tsx';
import { MacField } from './mac-field.tsx';
import { MainActions } from './main-actions.tsx';
import { RecentResults } from './recent-results.tsx';
import { UnderstandingLine } from './understanding-line.tsx';
import { useFieldFocus } from './use-field-focus.ts';
import { useQuestion } from './use-question.ts';

/** One device, from its MAC to its new password. */
export function DeviceScreen({ pbx, onEditPbx }: { pbx: Pbx; onEditPbx: (pbxId: string) => void }) {
  const t = useTexts();
  const { select } = useApp();
  const { index, loading } = useDeviceList();
  const { activity, busy, ended, run, readCurrent } = useActivity();
  const [text, setText] = useState('');
  // Enter says that the text is complete, so that what is missing may be called wrong.
  const [insisted, setInsisted] = useState(false);
  const { question, ask, drop } = useQuestion(pbx.id);
  const entry = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const lineActions = useRef<HTMLDivElement>(null);

  const found = useMemo(() => understand(text, index), [text, index]);
  const mac = 'mac' in found ? found.mac : null;
  const device = 'device' in found ? found.device : null;
  const runnable = !busy && (found.kind === 'listed' || found.kind === 'no-list');
  const target: Target | null = mac && { pbxId: pbx.id, pbxName: pbx.name, mac, device };

  const asking = question?.pbxId === pbx.id && question.mac === mac && !busy ? question : null;
  // A question is about one device on one PBX: it does not come back when these do.
  if (question && !asking && !loading) drop();
  const stage = asking?.stage;
  const notLookedUp = found.kind === 'no-list' && stage !== undefined && stage !== 'looking-up';

  const enter = (next: string): void => {
    setText(next);
    setInsisted(false);
    drop();
  };
  const regenerate = (tryUnlisted: boolean): void => {
    if (mac) ask({ pbxId: pbx.id, mac, tryUnlisted });
  };
  const confirm = (): void => {
    if (!asking || !target) return;
    drop();
    run(target, asking.tryUnlisted);
  };
  const cancel = (): void => {
    drop();
    field.current?.focus();
  };
  const pressEnter = (): void => {
    if (stage === 'confirm') confirm();
    else if (stage === 'looking-up') return;
    else if (runnable) regenerate(false);
    else if (found.kind === 'not-listed') lineActions.current?.querySelector('button')?.focus();
    else setInsisted(true);
  };
  const runAgain = (again: Target, tryUnlisted: boolean): void => {
    if (again.pbxId !== pbx.id) select(again.pbxId);
    setText(formatMac(again.mac));
    ask({ pbxId: again.pbxId, mac: again.mac, tryUnlisted });
  };

  // Instead of the question there is something else to do; a person who has gone elsewhere meanwhile is left there.
  useEffect(() => {
    const { activeElement } = document;
    const away = activeElement !== document.body && !entry.current?.contains(activeElement);
    if (stage === 'not-found' && !away)
      (lineActions.current?.querySelector('button') ?? field.current)?.focus();
  }, [stage]);

  useFieldFocus(field);
  useEscape(() => {
    if (asking && stage !== 'not-found') return cancel();
    enter('');
    field.current?.focus();
  });

  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">{t.shell.places.device}</h1>
      <section ref={entry} aria-label={t.device.label} className={styles.entry}>
        <MacField
          ref={field}
          value={text}
          onChange={enter}
          onEnter={pressEnter}
          invalid={found.kind === 'refused' || (insisted && mac === null)}
          describedBy="understanding"
        />
        <UnderstandingLine
          id="understanding"
          found={found}
          text={text}
          insisted={insisted}
          notLookedUp={notLookedUp}
          pbx={pbx}
        />
        {!notLookedUp && (
          <LineActions
            ref={lineActions}
            found={found}
            pbx={pbx}
            busy={busy || stage === 'looking-up' || stage === 'confirm'}
            onTryAnyway={() => regenerate(true)}
            onFieldFocus={() => field.current?.focus()}
          />
        )}
        {typeof stage === 'object' && target && (
          <LookUpFailed
            problem={stage}
            target={target}
            onTryAgain={() => {
              field.current?.focus();
              if (asking) ask(asking);
            }}
            onEditPbx={onEditPbx}
          />
        )}
        {stage === 'confirm' && target ? (
          <Confirmation target={target} found={found.kind} onConfirm={confirm} onCancel={cancel} />
        ) : (
          <MainActions
            disabled={!runnable}
            lookingUp={stage === 'looking-up'}
            reading={activity?.kind === 'reading'}
            onRegenerate={() => regenerate(false)}
            onShowCurrent={() => target && readCurrent(target)}
          />
        )}
      </section>
      <LastActivity onRunAgain={runAgain} onEditPbx={onEditPbx} />
      <RecentResults pbx={pbx} ended={ended} />
    </div>
  );
}
