import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Ellipsis,
  type LucideIcon,
  SkipForward,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import { nameIn } from '../../common/device-text.ts';
import { canFetch } from '../../common/fetching.ts';
import type { Result } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, ItemState } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { isUnread } from '../../common/unread.ts';
import { useWords } from '../base/words.tsx';
import { DeviceFetch } from '../jobs/device-fetch.tsx';
import { fetchText } from '../jobs/fetch-words.ts';
import { replacedText } from '../jobs/item-words.ts';
import { hasPrevious, RowPasswords } from '../password/previous-password.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { ClippedText } from '../ui/clipped-text.tsx';
import { cx } from '../ui/cx.ts';
import { MacsOf } from '../ui/macs-of.tsx';
import { describeHere } from '../ui/problem-text.ts';
import { dayText } from '../ui/time.ts';
import styles from './recent-results.module.css';

const looks: Record<ItemState, { icon: LucideIcon; tone?: 'ok' | 'warn' | 'bad' }> = {
  succeeded: { icon: CircleCheck, tone: 'ok' },
  uncertain: { icon: TriangleAlert, tone: 'warn' },
  failed: { icon: CircleAlert, tone: 'bad' },
  cancelled: { icon: CircleSlash },
  skipped: { icon: SkipForward },
  queued: { icon: CircleDashed },
  running: { icon: CircleDashed },
};

/** One result: when, which device, its outcome, and its password. */
export function ResultRow({ result: { job, item }, now }: { result: Result; now: number }) {
  const words = useWords();
  const { texts: t, format } = words;
  const at = item.endedAt ?? job.startedAt ?? job.createdAt;
  const day = dayText(at, now, format);
  const { icon: Icon, tone } = looks[item.state];
  const name = nameIn(item, t);
  const mac = formatMac(item.mac);
  const of = t.device.ofAt(name, format.clock(at));
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
        <ClippedText className={styles.small}>{remarkOf(item, now, words)}</ClippedText>
      </span>
      <span className={styles.password}>
        {!item.credentialsKept && item.credentialsSource && (
          <span className={styles.small}>
            {item.credentialsLost ? t.device.remarks.unreadable : t.device.remarks.gone}
          </span>
        )}
        {(item.credentialsKept || hasPrevious(item)) && <RowPasswords item={item} of={of} />}
        {canFetch(item) && (
          <Action
            small
            look="quiet"
            icon={Ellipsis}
            expanded={open}
            label={t.fetching.more(of)}
            onPress={() => setOpen(!open)}
          />
        )}
      </span>
      {canFetch(item) && (
        <span className={styles.fetch}>
          {!open && <span className={styles.small}>{fetchText(item, t)}</span>}
          {open && (
            <DeviceFetch
              item={item}
              jobId={job.id}
              pbx={app.pbxs.find(({ id }) => id === job.pbxId) ?? null}
              of={of}
              place="list"
            />
          )}
        </span>
      )}
    </li>
  );
}

function remarkOf(item: Item, now: number, words: Words): string {
  const { remarks } = words.texts.device;
  const { format } = words;
  if (item.replacedAt) return replacedText(item, now, words);
  if (item.revisedAt) return remarks.revised(format.clock(item.revisedAt));
  if (item.state === 'uncertain' && item.nextReadback)
    return remarks.settling(format.clock(item.nextReadback.at));
  if (isUnread(item)) return remarks.notReadBackYet;
  if (item.state === 'uncertain') return item.credentialsSource ? remarks.oldOrNew : remarks.noneReadBack;
  if (item.state === 'failed' && item.problem) return describeHere(item.problem, words.texts).brief;
  if (item.state === 'succeeded' && !item.credentialsSource) return remarks.notTold;
  return '';
}
