import { RefreshCw } from 'lucide-react';
import { useRef, useState } from 'react';
import {
  canFetch,
  countFetched,
  type FetchTarget,
  rejectedTargets,
  type SkippedFetches,
  targetsOf,
  unfetchedTargets,
} from '../../common/fetching.ts';
import type { Item, Job } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useFetches } from '../state/fetches.tsx';
import { Action } from '../ui/action.tsx';
import { FetchQuestion } from './fetch-question.tsx';
import { FetchRunPart } from './fetch-run.tsx';
import { isLeftToFetch, pbxToAsk } from './fetch-words.ts';
import styles from './job-fetch.module.css';

export interface JobFetchProps {
  job: Job;
  items: readonly Item[];
  /** The selected ones among them. */
  selected: readonly Item[];
}

interface Asked {
  targets: readonly FetchTarget[];
  of: 'all' | 'selected';
  /** The other devices of the job; undefined if the user selected some. */
  skipped?: SkippedFetches;
}

/**
 * How many devices of a job have fetched their new password, and an action to have all or the selected ones fetch
 * now.
 */
export function JobFetch({ job, items, selected }: JobFetchProps) {
  const t = useTexts();
  const { app } = useApp();
  const { runs, start } = useFetches();
  /** What the question is about, as it was when the user opened it. */
  const [asked, setAsked] = useState<Asked | null>(null);
  const line = useRef<HTMLDivElement>(null);
  const runPart = useRef<HTMLDivElement>(null);

  const withNew = items.filter((item) => item.state === 'succeeded' && canFetch(item));
  const pbx = pbxToAsk(app.pbxs, job);
  if (withNew.length === 0 && !items.some(canFetch)) return null;
  const { generated, total } = countFetched(withNew);
  const rejected = rejectedTargets(items).length;
  const run = pbx && runs.get(pbx.id);
  const all = unfetchedTargets(items);
  const replaced = items.filter((item) => item.state === 'succeeded' && item.surelyReplaced);
  const skipped = { replaced: targetsOf(replaced).length, fetched: total - all.length };
  const some = targetsOf(selected.filter(canFetch));
  // What a paused run has left is offered with it.
  const isPaused = run?.running === false && items.some(isLeftToFetch);

  const close = (): void => {
    const button = asked?.of === 'selected' ? '[data-selected-only] button' : 'button';
    setAsked(null);
    // The button that opened the question reappears with this.
    setTimeout(() => line.current?.querySelector<HTMLElement>(button)?.focus());
  };

  return (
    <>
      {!asked && (
        <div ref={line} className={styles.line}>
          <p role="status">
            {withNew.length > 0 && t.fetching.summary(generated, total)}{' '}
            {rejected > 0 && t.fetching.restart(rejected)}
          </p>
          {pbx && !(run?.running || run?.elsewhere) && (
            <div className={styles.actions}>
              {all.length > 0 && !isPaused && (
                <Action small icon={RefreshCw} onPress={() => setAsked({ targets: all, of: 'all', skipped })}>
                  {t.fetching.actionAll(all.length)}
                </Action>
              )}
              <span data-selected-only>
                <Action
                  small
                  disabled={some.length === 0}
                  onPress={() => setAsked({ targets: some, of: 'selected' })}
                >
                  {t.fetching.actionSelected(some.length)}
                </Action>
              </span>
            </div>
          )}
        </div>
      )}
      {asked && pbx && (
        <FetchQuestion
          items={items}
          targets={asked.targets}
          pbxName={pbx.name}
          skipped={asked.skipped}
          onYes={() => {
            start(pbx.id, job.id, asked.targets);
            setAsked(null);
            runPart.current?.focus();
          }}
          onNo={close}
        />
      )}
      {pbx && <FetchRunPart ref={runPart} pbxId={pbx.id} jobId={job.id} />}
    </>
  );
}
