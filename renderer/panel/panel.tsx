import { useEffect, useEffectEvent, useState } from 'react';
import type { PanelOpening } from '../../common/ipc.ts';
import { formatMac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { call, useEvent } from '../bridge.ts';
import { DeviceEntry } from '../device/device-entry.tsx';
import { LastActivity } from '../device/last-activity.tsx';
import { useDeviceEntry } from '../device/use-device-entry.ts';
import { useActivity } from '../state/activity.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { Note } from '../ui/note.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { useTexts } from '../words.tsx';
import { OtherJob } from './other-job.tsx';
import styles from './panel.module.css';
import { PanelHead } from './panel-head.tsx';

const editPbx = (pbxId: string): void => void call('app:go', { kind: 'edit-pbx', pbxId }).catch(() => {});

/** One device, from its MAC to its new password, without the window. */
export function Panel({ pbx }: { pbx: Pbx }) {
  const t = useTexts();
  const { busy, clear } = useActivity();
  const { refreshing, reread } = useDeviceList();
  const entry = useDeviceEntry(pbx);
  const [remark, setRemark] = useState<PanelOpening['remark']>(null);

  useOpening(({ mac, remark: next }) => {
    // What is under way, or was asked, is not taken out of a person's hands.
    if (busy || entry.isAsking) return;
    setRemark(next);
    entry.enter(mac ? formatMac(mac) : '');
    entry.field.current?.focus();
    entry.field.current?.select();
    // The window may have fetched another list.
    if (!refreshing) reread(pbx.id);
  });

  const held = busy || entry.isAsking;
  useEffect(() => {
    call('panel:hold', { held }).catch(() => {});
  }, [held]);

  useEscape(() => {
    if (entry.isAsking) return entry.cancel();
    // What is under way goes on, and is there when the panel is opened again.
    if (!busy) {
      clear();
      entry.clear();
    }
    call('panel:hide', undefined).catch(() => {});
  });

  return (
    <main className={styles.panel}>
      <PanelHead />
      {remark && entry.text === '' && <Note tone="calm" announce title={t.panel.clipboard[remark]} />}
      <DeviceEntry entry={entry} pbx={pbx} onEditPbx={editPbx} />
      <OtherJob pbx={pbx} />
      <LastActivity onRunAgain={entry.runAgain} onEditPbx={editPbx} />
    </main>
  );
}

/** Tells what the panel is opened with: now, and where it was opened before its page was there. */
function useOpening(onOpening: (opening: PanelOpening) => void): void {
  const open = useEffectEvent(onOpening);
  const take = useEffectEvent(async () => {
    const opening = await call('panel:take-opening', undefined).catch(() => null);
    if (opening) open(opening);
  });
  useEffect(() => void take(), []);
  useEvent('panel:opened', () => void take());
}
