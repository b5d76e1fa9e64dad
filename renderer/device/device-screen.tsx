import { useMemo, useRef, useState } from 'react';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { understand } from '../../common/understand.ts';
import { type Target, useActivity } from '../state/activity.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { ActivityPanel } from './activity-panel.tsx';
import { Confirmation } from './confirmation.tsx';
import styles from './device-screen.module.css';
import { headlineOf } from './device-words.ts';
import { LineActions } from './line-actions.tsx';
import { MacField } from './mac-field.tsx';
import { MainActions } from './main-actions.tsx';
import { RecentResults } from './recent-results.tsx';
import { UnderstandingLine } from './understanding-line.tsx';
import { useScreenKeys } from './use-screen-keys.ts';

/** What a person is being asked to confirm. */
interface Question {
  pbxId: string;
  mac: Mac;
  tryUnlisted: boolean;
}

/** One device, from its MAC to its new password. */
export function DeviceScreen({ pbx, onEditPbx }: { pbx: Pbx; onEditPbx: (pbxId: string) => void }) {
  const { app, select } = useApp();
  const { index, loading } = useDeviceList();
  const { activity, busy, ended, run, readCurrent } = useActivity();
  const [text, setText] = useState('');
  // Enter says that the text is complete, so that what is missing may be called wrong.
  const [insisted, setInsisted] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const lineActions = useRef<HTMLDivElement>(null);

  const found = useMemo(() => understand(text, index), [text, index]);
  const mac = 'mac' in found ? found.mac : null;
  const device = 'device' in found ? found.device : null;
  const runnable = !loading && !busy && (found.kind === 'listed' || found.kind === 'no-list');
  const target: Target | null = mac && { pbxId: pbx.id, pbxName: pbx.name, mac, device };

  const asking = question?.pbxId === pbx.id && question.mac === mac && !busy ? question : null;
  // A question is about one device on one PBX: it does not come back when these do.
  if (question && !asking && !loading) setQuestion(null);

  const enter = (next: string): void => {
    setText(next);
    setInsisted(false);
    setQuestion(null);
  };
  const ask = (tryUnlisted: boolean): void => {
    if (mac) setQuestion({ pbxId: pbx.id, mac, tryUnlisted });
  };
  const confirm = (): void => {
    if (!asking || !target) return;
    setQuestion(null);
    run(target, asking.tryUnlisted);
  };
  const cancel = (): void => {
    setQuestion(null);
    field.current?.focus();
  };
  const pressEnter = (): void => {
    if (asking) confirm();
    else if (runnable) ask(found.kind === 'no-list');
    else if (found.kind === 'not-listed') lineActions.current?.querySelector('button')?.focus();
    else setInsisted(true);
  };
  const runAgain = (again: Target, tryUnlisted: boolean): void => {
    if (again.pbxId !== pbx.id) select(again.pbxId);
    setText(formatMac(again.mac));
    setQuestion({ pbxId: again.pbxId, mac: again.mac, tryUnlisted });
  };

  useScreenKeys({
    field,
    onEscape: () => {
      if (asking) return cancel();
      enter('');
      field.current?.focus();
    },
  });

  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">Device</h1>
      <section aria-label="Regenerate one device" className={styles.entry}>
        <MacField
          ref={field}
          value={text}
          onChange={enter}
          onEnter={pressEnter}
          invalid={found.kind === 'refused' || (insisted && mac === null)}
          describedBy="understanding"
        />
        <UnderstandingLine id="understanding" found={found} text={text} insisted={insisted} pbx={pbx} />
        <LineActions
          ref={lineActions}
          found={found}
          pbx={pbx}
          busy={busy || asking !== null}
          onTryAnyway={() => ask(true)}
          onFieldFocus={() => field.current?.focus()}
        />
        {asking && target ? (
          <Confirmation
            target={target}
            unlisted={found.kind === 'not-listed'}
            onConfirm={confirm}
            onCancel={cancel}
          />
        ) : (
          <MainActions
            disabled={!runnable}
            reading={activity?.kind === 'reading'}
            onRegenerate={() => ask(found.kind === 'no-list')}
            onShowCurrent={() => target && readCurrent(target)}
          />
        )}
      </section>
      {activity && (
        <ActivityPanel
          activity={activity}
          onRunAgain={app.pbxs.some(({ id }) => id === activity.target.pbxId) ? runAgain : null}
          onReadCurrent={readCurrent}
          onEditPbx={onEditPbx}
        />
      )}
      <p role="status" className="visually-hidden">
        {activity && headlineOf(activity)}
      </p>
      <RecentResults pbx={pbx} ended={ended} />
    </div>
  );
}
