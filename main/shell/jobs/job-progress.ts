import type { EventName } from '../../../common/channels.ts';
import type { EventData } from '../../../common/ipc/index.ts';
import type { ItemCounts } from '../../../common/model.ts';
import { countsOf } from '../../../common/progress.ts';
import type { Texts } from '../../../common/texts/index.ts';
import { productName } from '../../files/data-folder.ts';

/** Where the operating system shows a program's progress. */
export interface ProgressDisplay {
  setTitle(title: string): void;
  /** From 0 to 1 in the taskbar or dock; -1 removes it. */
  setProgressBar(progress: number): void;
}

export interface JobProgress {
  /** Receives every event that windows are sent. */
  onEvent<Name extends EventName>(name: Name, data: EventData<Name>): void;
  /** Shows the progress again, in the current language. */
  show(): void;
}

/** Shows the combined progress of the running jobs outside the page. */
export function createJobProgress(
  displays: () => ProgressDisplay[],
  counts: (jobId: number) => ItemCounts,
  texts: () => Texts,
): JobProgress {
  const running = new Set<number>();

  const show = (): void => {
    let done = 0;
    let total = 0;
    for (const jobId of running) {
      const job = countsOf(counts(jobId));
      done += job.done;
      total += job.total;
    }
    for (const display of displays()) {
      display.setTitle(total > 1 ? texts().system.progressTitle(done, total, productName) : productName);
      display.setProgressBar(total > 1 ? done / total : -1);
    }
  };

  return {
    show,
    onEvent(name, data) {
      if (name === 'jobs:waiting' || name === 'jobs:wait-changed') return;
      if (name === 'jobs:started') running.add((data as EventData<'jobs:started'>).job.id);
      if (name === 'jobs:ended') running.delete((data as EventData<'jobs:ended'>).job.id);
      show();
    },
  };
}
