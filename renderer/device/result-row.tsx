import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { nameIn } from '../../common/device-text.ts';
import { canFetch } from '../../common/fetching.ts';
import type { Result } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import { useWords } from '../base/words.tsx';
import { DeviceFetch } from '../jobs/device-fetch.tsx';
import { fetchText, pbxToAsk } from '../jobs/fetch-words.ts';
import { itemStyles, remarkText } from '../jobs/item-words.ts';
import { hasPrevious, RowPasswords } from '../password/previous-password.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { ClippedText } from '../ui/clipped-text.tsx';
import { cx } from '../ui/cx.ts';
import { MacsOf } from '../ui/macs-of.tsx';
import { dayText, pastText } from '../ui/time.ts';
// The list's own: its columns depend on what the rows contain.
import styles from './recent-results.module.css';

/** One result: when, which device, its outcome, and its password. */
export function ResultRow({ result: { job, item }, now }: { result: Result; now: number }) {
  const words = useWords();
  const { texts: t, format } = words;
  const at = item.endedAt ?? job.startedAt ?? job.createdAt;
  const day = dayText(at, now, format);
  const { icon: Icon, tone } = itemStyles[item.state];
  const name = nameIn(item, t);
  const mac = formatMac(item.mac);
  const ofResult = t.device.ofAt(name, pastText(at, now, format));
  const remark = remarkText(item, now, words);
  // Beside a password there is little room.
  const isBelow = canFetch(item);
  const below = isBelow ? [remark, fetchText(item, t)].filter(Boolean).join(' · ') : '';
  const [open, setOpen] = useState(false);
  const { app } = useApp();
  return (
    <li className={styles.row}>
      <time dateTime={at} title={format.moment(at)} className={styles.time}>
        {format.clock(at)}
        {day && <span className={styles.small}>{day}</span>}
      </time>
      <span className={styles.device}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        {mac !== name && (
          <code className={styles.small}>
            <MacsOf item={item} />
          </code>
        )}
      </span>
      <span className={styles.state}>
        <span className={cx(styles.word, tone && styles[tone])}>
          <Icon size={14} aria-hidden /> {t.jobs.items.states[item.state]}
        </span>
        {!isBelow && <ClippedText className={styles.small}>{remark}</ClippedText>}
      </span>
      <div className={styles.password}>
        {!item.credentialsKept && item.credentialsSource && (
          <span className={styles.small}>
            {item.credentialsLost ? t.device.remarks.unreadable : t.device.remarks.gone}
          </span>
        )}
        {(item.credentialsKept || hasPrevious(item)) && <RowPasswords item={item} of={ofResult} />}
        {canFetch(item) && (
          <Action
            small
            look="quiet"
            icon={Ellipsis}
            expanded={open}
            label={t.fetching.more(ofResult)}
            onPress={() => setOpen(!open)}
          />
        )}
      </div>
      {isBelow && (open || below) && (
        <div className={styles.fetch}>
          <span className={styles.small}>{open ? remark : below}</span>
          {open && (
            <DeviceFetch
              item={item}
              jobId={job.id}
              pbx={pbxToAsk(app.pbxs, job)}
              of={ofResult}
              place="list"
            />
          )}
        </div>
      )}
    </li>
  );
}
