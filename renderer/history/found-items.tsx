import { GridList, GridListItem } from 'react-aria-components';
import { detailsIn, nameIn } from '../../common/device-text.ts';
import type { Result } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts, useWords } from '../base/words.tsx';
import { itemStyles, resultText } from '../jobs/item-words.ts';
import { hasPrevious, RowPasswords } from '../password/previous-password.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { ClippedText } from '../ui/clipped-text.tsx';
import { cx } from '../ui/cx.ts';
import { MacsOf } from '../ui/macs-of.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { dayText, pastText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './found-items.module.css';
import screenStyles from './history-screen.module.css';
import { foundAtMost, useFind } from './use-find.ts';

/** What was done to the devices that match a text, on all PBXs. */
export function FoundItems({
  search,
  onJob,
}: {
  search: string;
  onJob: (jobId: number, itemId: number) => void;
}) {
  const { changes } = useJobs();
  const t = useTexts();
  const { found, retry } = useFind(search, changes);
  const now = useNow(60_000);

  if (!found)
    return (
      <p role="status" className={screenStyles.empty}>
        <Spinner /> {t.history.searching}
      </p>
    );
  if (found.problem)
    return (
      <ProblemNote
        announce
        problem={found.problem}
        actions={<Action onPress={retry}>{t.history.searchAgain}</Action>}
      />
    );
  if (found.results.length === 0)
    return (
      <p role="status" className={screenStyles.empty}>
        {t.history.nothingFound(found.text)}
      </p>
    );
  return (
    <section aria-label={t.history.found} className={screenStyles.section}>
      <p role="status" className={styles.count}>
        {found.results.length === foundAtMost
          ? t.history.newest(foundAtMost)
          : t.history.times(found.results.length)}
      </p>
      <GridList
        aria-label={t.history.foundDevices}
        className={cx(screenStyles.list)}
        items={found.results.map((result) => ({ id: result.item.id, result }))}
        dependencies={[now, t]}
        onAction={(key) => {
          const result = found.results.find(({ item }) => item.id === key);
          if (result) onJob(result.job.id, result.item.id);
        }}
      >
        {({ id, result }) => (
          <GridListItem id={id} textValue={textOf(result, t)} className={cx(screenStyles.row)}>
            <FoundRow result={result} now={now} />
          </GridListItem>
        )}
      </GridList>
    </section>
  );
}

function FoundRow({ result: { job, item }, now }: { result: Result; now: number }) {
  const words = useWords();
  const { texts: t, format } = words;
  const at = item.endedAt ?? job.startedAt ?? job.createdAt;
  const { icon: Icon, tone } = itemStyles[item.state];
  const name = nameIn(item, t);
  const mac = formatMac(item.mac);
  return (
    <div className={styles.found}>
      <time dateTime={at} title={format.moment(at)} className={styles.when}>
        {format.clock(at)}
        <span className={styles.small}>{dayText(at, now, format) || t.history.today}</span>
      </time>
      <span className={styles.part}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span
          className={styles.small}
          title={[mac !== name && mac, detailsIn(item, t)].filter(Boolean).join(' ')}
        >
          {mac !== name && (
            <code>
              <MacsOf brief item={item} />
            </code>
          )}{' '}
          {detailsIn(item, t)}
        </span>
      </span>
      <span className={styles.part}>
        <span className={cx(styles.word, tone && styles[tone])}>
          <Icon size={14} aria-hidden /> {t.jobs.items.states[item.state]}
        </span>
        <ClippedText className={styles.small}>{resultText(item, now, words)}</ClippedText>
        {!item.credentialsKept && item.credentialsSource && (
          <span className={styles.small}>
            {item.credentialsLost ? t.device.remarks.unreadable : t.device.remarks.gone}
          </span>
        )}
      </span>
      <span className={styles.part}>
        <ClippedText className={styles.name}>{job.pbxName}</ClippedText>
        <ClippedText className={styles.small}>
          {[t.jobs.job(job.id), job.reference].filter(Boolean).join(' · ')}
        </ClippedText>
      </span>
      {(item.credentialsKept || hasPrevious(item)) && (
        <div className={styles.password}>
          <RowPasswords item={item} of={t.device.ofAt(name, pastText(at, now, format))} />
        </div>
      )}
    </div>
  );
}

function textOf({ job, item }: Result, t: Texts): string {
  const { jobs } = t;
  return [
    nameIn(item, t),
    item.macs.map(formatMac).join(', '),
    jobs.items.states[item.state],
    jobs.jobOn(job.id, job.pbxName),
  ].join(', ');
}
