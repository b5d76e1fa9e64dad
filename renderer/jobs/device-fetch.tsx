import { RefreshCw, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { deskPhoneUser, macsOf } from '../../common/desk-phones.ts';
import { canFetch, isFetchUnderWay, rejectedTargets, targetsOf } from '../../common/fetching.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import type { CopyPlace } from '../password/clipboard.tsx';
import { useFetches } from '../state/fetches.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { describeHere } from '../ui/problem-text.ts';
import styles from './device-fetch.module.css';
import { DevicePage } from './device-page.tsx';
import { FetchQuestion } from './fetch-question.tsx';
import { fetchStyles, requestOf, requestsOf } from './fetch-words.ts';

export interface DeviceFetchProps {
  item: Item;
  jobId: number;
  /** Null if it was removed or has another address: then nothing can be done. */
  pbx: Pbx | null;
  /** Whose it is, for the buttons' accessible names. */
  of: string;
  /** Where copying its password is reported. */
  place: CopyPlace;
}

/**
 * Whether a device has fetched its new password, and what the user can do about it; renders nothing if it has since
 * got another.
 */
export function DeviceFetch({ item, jobId, pbx, of, place }: DeviceFetchProps) {
  if (!canFetch(item)) return null;
  return (
    <div className={styles.fetch}>
      <Known item={item} />
      {pbx && <Actions {...{ item, jobId, pbx, of, place }} />}
    </div>
  );
}

function Known({ item }: { item: Item }) {
  const t = useTexts();
  const { fetch } = item;
  const user = deskPhoneUser(item);
  const rejected = rejectedTargets([item]).length;
  const isOnly = macsOf(item).length === 1;
  const { icon: Icon, tone } = fetchStyles[fetch?.state ?? 'unknown'];
  return (
    <div role="status">
      {isOnly && rejected > 0 && (
        <p className={cx(styles.known, styles.warn)}>
          <TriangleAlert size={14} aria-hidden />
          {t.fetching.restartIt}
        </p>
      )}
      {fetch && !(isOnly && rejected > 0 && fetch.state !== 'not-generated') && (
        <p className={cx(styles.known, tone && styles[tone])}>
          <Icon size={14} aria-hidden />
          {t.fetching.state(fetch, item.state)}
        </p>
      )}
      {requestsOf(item).map(({ mac, request: { state, problem } }) => (
        <p key={mac}>
          {mac && <code>{formatMac(mac)}: </code>}
          {t.fetching.request[state]}. {/* What the PBX answered was about another device. */}
          {problem && state !== 'not-asked' && describeHere(problem, t).happened}
        </p>
      ))}
      {!isOnly && rejected > 0 && <p>{t.fetching.restart(rejected)}</p>}
      <p className={styles.muted}>
        {t.fetching.aboutPassword(item)}
        {user && fetch?.state !== 'generated' && ` ${t.deskPhones.control(user.phones.length)}`}
      </p>
    </div>
  );
}

function Actions({ item, jobId, pbx, of, place }: DeviceFetchProps & { pbx: Pbx }) {
  const t = useTexts().fetching;
  const { runs, start } = useFetches();
  const [asking, setAsking] = useState(false);
  const actions = useRef<HTMLDivElement>(null);
  const run = runs.get(pbx.id);
  const request = requestOf(item)?.state;
  const macs = macsOf(item);
  // A request may restart a device: asking again is not what the user is to do next.
  const rejected = rejectedTargets([item]).map(({ mac }) => mac);
  const again = macs.every((mac) => isFetchUnderWay(item, mac) || rejected.includes(mac));
  const action = again ? t.askAgain : macs.length === 1 ? t.action : t.actionAll(macs.length);
  const mine = request === 'queued' || request === 'running';

  /** Moves the focus along: back to the button that opened the question, or past it if its answer was yes. */
  const close = (asked: boolean): void => {
    setAsking(false);
    // The buttons reappear with this.
    setTimeout(() => (asked ? actions.current : actions.current?.querySelector('button'))?.focus());
  };

  if (asking)
    return (
      <FetchQuestion
        items={[item]}
        targets={targetsOf([item])}
        pbxName={pbx.name}
        onYes={() => {
          start(pbx.id, jobId, targetsOf([item]));
          close(true);
        }}
        onNo={() => close(false)}
      />
    );
  return (
    <div ref={actions} tabIndex={-1} className={styles.actions}>
      <span className={cx(again && styles.unframed)}>
        <Action
          small
          look={again ? 'quiet' : 'plain'}
          icon={RefreshCw}
          label={`${action}: ${of}`}
          pending={run?.running === true && mine}
          disabled={(run?.running === true && !mine) || run?.elsewhere === true}
          onPress={() => setAsking(true)}
        >
          {action}
        </Action>
      </span>
      {macs.map((mac) => (
        <DevicePage key={mac} {...{ item, mac, of, place }} pbxId={pbx.id} named={macs.length > 1} />
      ))}
    </div>
  );
}
