import { GridList, GridListItem } from 'react-aria-components';
import type { Result } from '../../common/ipc.ts';
import { formatMac } from '../../common/mac.ts';
import { makeBesideName, shortNameOf } from '../device/device-words.ts';
import { itemLooks, resultText } from '../jobs/item-words.ts';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { clockText, dayText, fullTimeText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './found-items.module.css';
import screenStyles from './history-screen.module.css';
import { foundAtMost, useFind } from './use-find.ts';

/** What was done with the devices that a text is about, on all PBXs. */
export function FoundItems({ search, onJob }: { search: string; onJob: (jobId: number) => void }) {
  const { changes } = useJobs();
  const { found, retry } = useFind(search, changes);
  const now = useNow(60_000);

  if (!found)
    return (
      <p role="status" className={screenStyles.empty}>
        <Spinner /> Searching…
      </p>
    );
  if (found.problem)
    return (
      <ProblemNote announce problem={found.problem} actions={<Action onPress={retry}>Search again</Action>} />
    );
  if (found.results.length === 0)
    return (
      <p role="status" className={screenStyles.empty}>
        Nothing was done with a device, or under a reference, like “{found.text}”.
      </p>
    );
  return (
    <section aria-label="Found" className={screenStyles.section}>
      <p role="status" className={styles.count}>
        {countText(found.results.length)}
      </p>
      <GridList
        aria-label="Found devices"
        className={cx(screenStyles.list)}
        items={found.results.map((result) => ({ id: result.item.id, result }))}
        dependencies={[now]}
        onAction={(key) => {
          const result = found.results.find(({ item }) => item.id === key);
          if (result) onJob(result.job.id);
        }}
      >
        {({ id, result }) => (
          <GridListItem id={id} textValue={textOf(result)} className={cx(screenStyles.row)}>
            <FoundRow result={result} now={now} />
          </GridListItem>
        )}
      </GridList>
    </section>
  );
}

function FoundRow({ result: { job, item }, now }: { result: Result; now: number }) {
  const at = item.endedAt ?? job.startedAt ?? job.createdAt;
  const { word, icon: Icon, tone } = itemLooks[item.state];
  const name = shortNameOf(item);
  const mac = formatMac(item.mac);
  return (
    <div className={styles.found}>
      <time dateTime={at} title={fullTimeText(at)} className={styles.when}>
        {clockText(at)}
        <span className={styles.small}>{dayText(at, now) || 'today'}</span>
      </time>
      <span className={styles.part}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.small}>
          {mac !== name && <code>{mac}</code>} {makeBesideName(item)}
        </span>
      </span>
      <span className={styles.part}>
        <span className={cx(styles.word, tone && styles[tone])}>
          <Icon size={14} aria-hidden /> {word}
        </span>
        <span className={styles.small}>{resultText(item, now)}</span>
      </span>
      <span className={styles.part}>
        <span className={styles.name}>{job.pbxName}</span>
        <span className={styles.small}>{[`Job ${job.id}`, job.reference].filter(Boolean).join(' - ')}</span>
      </span>
    </div>
  );
}

function textOf({ job, item }: Result): string {
  return `${shortNameOf(item)}, ${formatMac(item.mac)}, ${itemLooks[item.state].word}, job ${job.id} on ${job.pbxName}`;
}

function countText(count: number): string {
  if (count === foundAtMost) return `The newest ${count}, newest first. Type more to narrow it down.`;
  return count === 1 ? '1 time' : `${count} times, newest first`;
}
