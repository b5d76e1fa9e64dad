import { memo } from 'react';
import { detailsIn, nameIn } from '../../common/device-text.ts';
import { canFetch } from '../../common/fetching.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, Problem } from '../../common/model.ts';
import { nextStep } from '../../common/next-step.ts';
import { useFormat, useTexts, useWords } from '../base/words.tsx';
import { PasswordControl } from '../password/password-control.tsx';
import { cx } from '../ui/cx.ts';
import { MacsOf } from '../ui/macs-of.tsx';
import { describeHere } from '../ui/problem-text.ts';
import { Spinner } from '../ui/spinner.tsx';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { waitReason } from '../waiting/waiting-words.ts';
import styles from './item-row.module.css';
import { itemStyles, resultText, rowText } from './item-words.ts';

export interface ItemRowProps {
  item: Item;
  /** Whether its job runs: it is then retried automatically. */
  running: boolean;
}

/** One device of a job: its state, name, outcome and password. */
export const ItemRow = memo(function ItemRow({ item, running }: ItemRowProps) {
  const t = useTexts();
  const format = useFormat();
  const name = nameIn(item, t);
  const make = detailsIn(item, t);
  const mac = formatMac(item.mac);
  return (
    <div className={styles.cells}>
      <State item={item} />
      <span className={styles.device}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        {make && (
          <span className={cx(styles.small, styles.make)} title={make}>
            {make}
          </span>
        )}
      </span>
      <span className={styles.mac}>
        {mac === name ? <span className={styles.onlyWide}>{mac}</span> : <MacsOf brief item={item} />}
      </span>
      <span className={styles.ended}>
        {item.endedAt && (
          <time dateTime={item.endedAt} title={format.moment(item.endedAt)}>
            {format.clock(item.endedAt)}
          </time>
        )}
      </span>
      <span className={styles.result}>
        <Result item={item} running={running} />
      </span>
      <span className={styles.password}>
        {item.credentialsKept ? (
          <PasswordControl
            inTable
            passwordRef={{ item: item.id }}
            of={`${name}, ${mac}`}
            replacement={item}
          />
        ) : (
          item.credentialsSource && (
            <span className={styles.small}>
              {item.credentialsLost ? t.device.remarks.unreadable : t.jobs.items.passwordGone}
            </span>
          )
        )}
      </span>
    </div>
  );
});

function State({ item: { state, attempts } }: { item: Item }) {
  const { items } = useTexts().jobs;
  const { icon: Icon, tone } = itemStyles[state];
  return (
    <span className={styles.state}>
      <span className={cx(styles.word, tone && styles[tone])}>
        {state === 'running' ? <Spinner size={14} /> : <Icon size={14} aria-hidden />}
        {items.states[state]}
      </span>
      {attempts > 1 && <span className={cx(styles.small, styles.tries)}>{items.tries(attempts)}</span>}
    </span>
  );
}

function Result({ item, running }: ItemRowProps) {
  const words = useWords();
  const { state, problem, notBefore, attempts } = item;
  if (running && state === 'queued' && problem && notBefore)
    return <Waiting problem={problem} until={notBefore} />;
  if (state === 'running' && attempts > 1) return words.texts.jobs.items.try(attempts);
  const now = Date.now();
  const text = resultText(item, now, words);
  if (!text) return null;
  const more = problem && describeHere(problem, words.texts);
  const about = item.fetch && canFetch(item) && words.texts.fetching.aboutPassword(item);
  return (
    <span
      title={[
        text,
        more && `${more.happened} ${nextStep(item, more, words.texts.words.checksAgain)}`.trimEnd(),
        about,
      ]
        .filter(Boolean)
        .join('. ')}
    >
      {rowText(item, now, words)}
    </span>
  );
}

function Waiting({ problem, until }: { problem: Problem; until: string }) {
  const t = useTexts();
  const end = Date.parse(until);
  const left = leftText(end, useNow(1000, end), t);
  return t.jobs.items.waiting(waitReason(problem, t), left);
}
