import { CircleAlert, CircleCheck, Copy, ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../common/ipc/index.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Item, Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { type CopyPlace, useClipboard } from '../password/clipboard.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import styles from './device-fetch.module.css';

export interface DevicePageProps {
  item: Item;
  mac: Mac;
  pbxId: string;
  /** Whose it is, for the buttons' accessible names. */
  of: string;
  /** Where copying is reported. */
  place: CopyPlace;
  /** Whether to name the device, because the item has several. */
  named: boolean;
}

type Opening =
  | { state: 'opening'; copies: boolean }
  | { state: 'told'; copies: boolean; page: CallOutput<'device:page'> }
  | { state: 'failed'; problem: Problem };

/** Opens a device's own page in the browser, and copies the password if the user wants that. */
export function DevicePage({ item, mac, pbxId, of, place, named }: DevicePageProps) {
  const t = useTexts().fetching.page;
  const { app } = useApp();
  const { copiedWithPage } = useClipboard();
  const [opening, setOpening] = useState<Opening | null>(null);
  const underWay = opening?.state === 'opening' ? opening : null;
  const replaced = item.replacedAt !== null;

  const open = async (copies: boolean): Promise<void> => {
    setOpening({ state: 'opening', copies });
    try {
      const page = await call('device:page', {
        pbxId,
        mac,
        copy: copies ? { item: item.id, evenReplaced: replaced } : null,
      });
      if (page.clearedAfterSeconds !== null)
        copiedWithPage({ item: item.id }, place, page.clearedAfterSeconds, replaced);
      setOpening({ state: 'told', copies, page });
    } catch (thrown) {
      setOpening({ state: 'failed', problem: problemOf(thrown) });
    }
  };
  // In a small window the outcome would be below the visible part.
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opening && opening.state !== 'opening') outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [opening]);
  const whose = named ? `${of}, ${formatMac(mac)}` : of;

  return (
    <>
      <div className={cx(styles.actions, named && styles.wide)}>
        {named && <code>{formatMac(mac)}</code>}
        <Action
          small
          icon={ExternalLink}
          label={`${t.action}: ${whose}`}
          pending={underWay?.copies === false}
          disabled={underWay?.copies === true}
          onPress={() => void open(false)}
        >
          {t.action}
        </Action>
        {item.credentialsKept && !app.policy?.noClipboard && (
          <Action
            small
            look="quiet"
            icon={Copy}
            label={`${t.copyToo}: ${whose}`}
            pending={underWay?.copies === true}
            disabled={underWay?.copies === false}
            onPress={() => void open(true)}
          >
            {t.copyToo}
          </Action>
        )}
      </div>
      <div ref={outcome} className={styles.wide}>
        {opening?.state === 'failed' && (
          <ProblemNote announce problem={opening.problem} onDismiss={() => setOpening(null)} />
        )}
        <div role="status">{opening?.state === 'told' && <Told {...opening} />}</div>
      </div>
    </>
  );
}

function Told({ page, copies }: Extract<Opening, { state: 'told' }>) {
  const t = useTexts().fetching.page;
  const Icon = page.opened ? CircleCheck : CircleAlert;
  const what = page.opened ? `${t.opened(page.address)}.` : t.notOpened[page.reason];
  const told = page.copied ? !page.opened && t.copied : t.notCopied;
  return (
    <p className={cx(styles.known, page.opened ? styles.ok : styles.warn)}>
      <Icon size={14} aria-hidden />
      {[what, copies && told].filter(Boolean).join(' ')}
    </p>
  );
}
