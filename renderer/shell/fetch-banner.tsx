import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useFetches } from '../state/fetches.tsx';
import { Action } from '../ui/action.tsx';
import styles from '../ui/banners.module.css';
import { Note } from '../ui/note.tsx';
import type { Place } from './places.ts';

export interface FetchBannerProps {
  place: Place;
  /** The job that is open; null if none is. */
  jobId: number | null;
  onJob: (jobId: number) => void;
}

/** The paused runs that have devices fetch; on every screen but those that show them anyway. */
export function FetchBanner({ place, jobId, onJob }: FetchBannerProps) {
  const t = useTexts();
  const { app, selected } = useApp();
  const { runs } = useFetches();
  const shown = [...runs.values()].flatMap((run) => {
    const pbx = app.pbxs.find(({ id }) => id === run.pbxId);
    const isHere =
      (place === 'device' && run.pbxId === selected?.id) || (jobId !== null && run.jobIds.includes(jobId));
    return pbx && !run.running && !run.elsewhere && run.left > 0 && !isHere ? [{ run, pbx }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label={t.fetching.pausedRuns} className={styles.banners}>
      {shown.map(({ run: { left, jobIds }, pbx }) => (
        <Note
          key={pbx.id}
          banner
          tone="warn"
          title={t.fetching.pausedOn(pbx.name, left)}
          actions={jobIds.map((id) => (
            <Action key={id} small onPress={() => onJob(id)}>
              {t.shell.showJob(id)}
            </Action>
          ))}
        />
      ))}
    </section>
  );
}
