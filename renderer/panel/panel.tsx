import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { macsOf } from '../../common/desk-phones.ts';
import { isFetchUnderWay } from '../../common/fetching.ts';
import type { PanelOpening, PanelStage } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { readMac } from '../../common/one-mac.ts';
import { call, useEvent } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { DeviceEntry } from '../device/device-entry.tsx';
import { isEarlier } from '../device/is-earlier.ts';
import { KeyMissing } from '../device/key-missing.tsx';
import { LastActivity } from '../device/last-activity.tsx';
import { OpenWindowContext } from '../device/open-window.ts';
import { useDeviceEntry } from '../device/use-device-entry.ts';
import { FetchRunPart } from '../jobs/fetch-run.tsx';
import { EarlierResult } from '../password/earlier-result.ts';
import { type Activity, useActivity } from '../state/activity.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { Note } from '../ui/note.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { OtherJob } from './other-job.tsx';
import styles from './panel.module.css';
import { PanelHead } from './panel-head.tsx';
import { useOpening } from './use-opening.ts';

const editPbx = (pbxId: string): void => void call('app:go', { kind: 'edit-pbx', pbxId }).catch(() => {});
const openList = (text: string): void => void call('app:go', { kind: 'list', text }).catch(() => {});
const openWindow = (): void => void call('app:go', { kind: 'device' }).catch(() => {});

/** One device, from its MAC to its new password, without the main window. */
export function Panel({ pbx }: { pbx: Pbx }) {
  const t = useTexts();
  const { activity, busy, clear } = useActivity();
  const { refreshing, reread } = useDeviceList();
  const entry = useDeviceEntry(pbx);
  const panel = useRef<HTMLElement>(null);
  /** A remark about the opening, while the field is unchanged. */
  const [remark, setRemark] = useState<{ on: string; says: PanelOpening['remark'] } | null>(null);

  const result = busy ? null : activity;
  /** Whether the result was kept when the panel was closed: it is there until the user enters something. */
  const kept = useRef(false);
  /** Clears what the user has seen, and the MAC it was about, unless that is to be retried. */
  const leaveResult = (): string => {
    const reading = readMac(entry.text);
    const isDone = reading.kind === 'one' && reading.mac === result?.target.mac && hasPassword(result);
    if (!isFetchAwaited(result)) clear();
    return isDone ? '' : entry.text;
  };

  useOpening(({ mac, remark: says, unseen }) => {
    const left = result && !unseen && !kept.current ? leaveResult() : entry.text;
    kept.current = false;
    const text = mac ? formatMac(mac) : left;
    // Without a MAC an open question stays: it is about the device in the field.
    if (text !== entry.text || mac || says) entry.enter(text);
    setRemark({ on: text, says });
    // The main window may have fetched another list.
    if (!refreshing) reread(pbx.id);
    // While something runs, Enter does nothing; then the focus moves to the outcome.
    if (busy || (entry.isAsking && !mac && !says)) return;
    if (unseen && (!mac || mac === result?.target.mac)) return focusResult(panel.current);
    entry.field.current?.focus();
    if (mac) entry.field.current?.select();
  });
  useEvent('panel:came-back', () => {
    if (result) focusResult(panel.current);
  });
  useEvent('panel:hiding', () => {
    if (busy) return;
    kept.current = isFetchAwaited(result);
    // An invisible question cannot be answered; nothing was sent.
    flushSync(() => entry.enter(result ? leaveResult() : entry.text));
  });

  const stage: PanelStage = entry.isAsking ? 'question' : busy ? 'run' : result ? 'result' : 'entry';
  useEffect(() => {
    call('panel:stand', { stage }).catch(() => {});
  }, [stage]);
  // Without a PBX nothing keeps the panel open.
  useEffect(() => () => void call('panel:stand', { stage: 'entry' }).catch(() => {}), []);

  useEscape(() => {
    if (entry.isAsking) return entry.cancel();
    // A run continues, and is there when the panel is opened again.
    if (!busy) {
      if (!isFetchAwaited(result)) clear();
      entry.clear();
    }
    call('panel:hide', undefined).catch(() => {});
  });

  return (
    <main ref={panel} className={styles.panel}>
      <PanelHead />
      {remark?.says && entry.text === remark.on && (
        <Note tone="calm" announce title={t.panel.clipboard[remark.says]} />
      )}
      <OpenWindowContext value={openWindow}>
        <KeyMissing pbx={pbx} onEditPbx={editPbx} />
        <DeviceEntry entry={entry} pbx={pbx} onEditPbx={editPbx} onOpenList={openList} />
        <OtherJob pbx={pbx} />
        <EarlierResult value={isEarlier(activity, entry)}>
          <LastActivity onRunAgain={entry.runAgain} onEditPbx={editPbx} />
        </EarlierResult>
        <FetchRunPart pbxId={pbx.id} />
      </OpenWindowContext>
    </main>
  );
}

function hasPassword(activity: Activity): boolean {
  return activity.kind === 'read' || (activity.kind === 'ran' && activity.item.state === 'succeeded');
}

/** Whether the user has the device of a result fetch, and waits to see that it has. */
function isFetchAwaited(activity: Activity | null): boolean {
  if (activity?.kind !== 'ran') return false;
  const { item } = activity;
  return item.fetch?.state === 'awaited' && macsOf(item).some((mac) => isFetchUnderWay(item, mac));
}

function focusResult(panel: HTMLElement | null): void {
  panel?.querySelector<HTMLElement>('[data-first-action] button')?.focus();
}
