import { userInfo } from 'node:os';
import type { Pbx } from '../../../common/model.ts';
import { tidy } from '../../../common/text.ts';
import type { NewItem, NewJob } from '../../store/jobs/index.ts';

/** Where a job runs; `id` is null for a PBX that is not stored. */
export type JobPbx = Pick<Pbx, 'name' | 'url'> & { id: string | null };

/** What the user enters for a job besides its devices. */
export interface JobLabel {
  /** A ticket or order number. */
  reference: string | null;
  /** The job whose failed or uncertain devices it retries. */
  retryOf: number | null;
}

/** A job that the user of this process begins. */
export function newJob(pbx: JobPbx, items: NewItem[], label: JobLabel): NewJob {
  return {
    pbxId: pbx.id,
    pbxName: pbx.name,
    pbxUrl: pbx.url,
    ...label,
    reference: label.reference && (tidy(label.reference, 200) || null),
    user: userName(),
    items,
  };
}

/** Without an entry in the user database (as in containers) there is no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
