import { ArrowLeft } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTexts } from '../base/words.tsx';
import { JobView } from '../jobs/job-view.tsx';
import { Action } from '../ui/action.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { FoundItems } from './found-items.tsx';
import styles from './history-screen.module.css';
import { JobList } from './job-list.tsx';

export interface HistoryScreenProps {
  /** The job that is open; null for the list of all. */
  jobId: number | null;
  onJob: (jobId: number | null) => void;
  onEditPbx: (pbxId: string) => void;
}

/** All jobs, newest first; a search for devices on all PBXs; and a single job. */
export function HistoryScreen({ jobId, onJob, onEditPbx }: HistoryScreenProps) {
  const { history: t } = useTexts();
  const [search, setSearch] = useState('');
  const [hit, setHit] = useState<{ jobId: number; itemId: number } | null>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const backRef = useRef<HTMLButtonElement>(null);
  const scroll = useScrollRestoration(listRef, jobId !== null);

  const openJob = (next: number, itemId?: number): void => {
    scroll.save();
    setHit(itemId === undefined ? null : { jobId: next, itemId });
    onJob(next);
  };
  /** Moves the focus from the text to what it found. */
  const focusResults = (event: React.KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    const row = listRef.current?.querySelector<HTMLElement>('[role="grid"] [role="row"]');
    if (!row) return;
    event.preventDefault();
    row.focus();
  };

  return (
    <>
      <div ref={listRef} className={styles.all} hidden={jobId !== null}>
        <div className={styles.head}>
          <h1>{t.title}</h1>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the field inside bubble up to here */}
          <div className={styles.search} onKeyDown={focusResults}>
            <SearchBox label={t.search} value={search} onChange={setSearch} />
          </div>
        </div>
        {search.trim() === '' ? <JobList onJob={openJob} /> : <FoundItems search={search} onJob={openJob} />}
      </div>
      {jobId !== null && (
        <>
          <div className={styles.back}>
            <Action ref={backRef} small look="quiet" icon={ArrowLeft} onPress={() => onJob(null)}>
              {t.title}
            </Action>
          </div>
          <FocusOnMount target={backRef} />
          <JobView
            jobId={jobId}
            itemId={hit?.jobId === jobId ? hit.itemId : undefined}
            onJob={onJob}
            onEditPbx={onEditPbx}
          />
        </>
      )}
    </>
  );
}

/** Focuses `target` once mounted, if the element that had the focus is gone or hidden. */
function FocusOnMount({ target }: { target: React.RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.checkVisibility() === false)
      target.current?.focus();
  }, [target]);
  return null;
}

/** Restores the scroll position and the focus once the list is shown again in place of something else. */
function useScrollRestoration(
  listRef: React.RefObject<HTMLElement | null>,
  away: boolean,
): { save: () => void } {
  const saved = useRef<{ scrollTop: number; focus: Element | null } | null>(null);
  useLayoutEffect(() => {
    const main = listRef.current?.closest('main');
    if (away) {
      main?.scrollTo({ top: 0 });
      return;
    }
    if (!saved.current) return;
    const { scrollTop, focus } = saved.current;
    saved.current = null;
    main?.scrollTo({ top: scrollTop });
    if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
  }, [listRef, away]);

  return {
    save() {
      saved.current = {
        scrollTop: listRef.current?.closest('main')?.scrollTop ?? 0,
        focus: document.activeElement,
      };
    },
  };
}
