import type { Target } from '../../../common/ipc/index.ts';
import { formatMac, type Mac } from '../../../common/mac.ts';
import { tidy } from '../../../common/text.ts';
import type { Texts } from '../../../common/texts/index.ts';

/** What the tray icon shows: nothing to do, a job runs, or one needs attention. */
export type TrayMood = 'idle' | 'running' | 'attention';

/** Everything the tray shows. */
export interface TrayState {
  mood: TrayMood;
  pbxs: readonly { id: string; name: string }[];
  selectedPbxId: string | null;
  /** The devices of the selected PBX that got passwords most recently, newest first. */
  recent: readonly { mac: Mac; name: string }[];
  /** The jobs running in this process. */
  jobs: readonly RunningJob[];
}

export interface RunningJob {
  jobId: number;
  pbxId: string;
  pbxName: string;
  done: number;
  total: number;
  /** What it was asked to do once it has finished what is in flight. */
  stopping: 'pausing' | 'cancelling' | null;
}

/** The action of a menu entry. */
export type TrayAction =
  | { kind: 'panel' }
  | { kind: 'panel-from-clipboard' }
  | { kind: 'panel-with'; mac: Mac }
  | { kind: 'pause'; pbxId: string }
  | { kind: 'select-pbx'; id: string }
  | { kind: 'window' }
  | { kind: 'go'; target: Target }
  | { kind: 'quit' };

export type TrayEntry =
  | { kind: 'separator' }
  | { kind: 'heading'; label: string }
  | { kind: 'action'; label: string; does: TrayAction; enabled?: boolean }
  | { kind: 'choice'; label: string; does: TrayAction; chosen: boolean }
  | { kind: 'submenu'; label: string; entries: TrayEntry[] };

/** Names of a PBX or a device come from outside and may have any length. */
const maxNameLength = 40;

/**
 * Returns the tray's menu.
 *
 * @param still without counts, for a menu that stays open while they change
 */
export function trayMenu(state: TrayState, texts: Texts, { still = false } = {}): TrayEntry[] {
  const t = texts.system.tray;
  const { pbxs, selectedPbxId, recent, jobs } = state;
  const selected = pbxs.find(({ id }) => id === selectedPbxId);
  const usable = pbxs.length > 0;
  const groups: TrayEntry[][] = [
    [
      {
        kind: 'action',
        label: t.newFromClipboard,
        does: { kind: 'panel-from-clipboard' },
        enabled: usable,
      },
      { kind: 'action', label: t.newPassword, does: { kind: 'panel' }, enabled: usable },
    ],
    selected && recent.length > 0
      ? [
          { kind: 'heading', label: t.recentOn(nameOf(selected.name)) },
          ...recent.map(({ mac, name }): TrayEntry => {
            const shown = formatMac(mac);
            const label = name === shown ? shown : `${nameOf(name)} · ${shown}`;
            return { kind: 'action', label, does: { kind: 'panel-with', mac } };
          }),
        ]
      : [],
    jobs.map((job) => jobEntry(job, texts, still)),
    pbxs.length > 1
      ? [
          {
            kind: 'submenu',
            label: selected ? t.pbxIs(nameOf(selected.name)) : t.pbx,
            entries: pbxs.map(({ id, name }) => ({
              kind: 'choice',
              label: nameOf(name),
              does: { kind: 'select-pbx', id },
              chosen: id === selectedPbxId,
            })),
          },
        ]
      : [],
    [
      { kind: 'action', label: t.openWindow, does: { kind: 'window' } },
      { kind: 'action', label: t.settings, does: { kind: 'go', target: { kind: 'settings' } } },
    ],
    [{ kind: 'action', label: t.quit, does: { kind: 'quit' } }],
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, n): TrayEntry[] => (n === 0 ? group : [{ kind: 'separator' }, ...group]));
}

/** The icon's tooltip. */
export function trayToolTip({ mood, jobs }: TrayState, { system: { tray: t } }: Texts): string {
  if (jobs.length > 0) {
    const done = jobs.reduce((sum, job) => sum + job.done, 0);
    const total = jobs.reduce((sum, job) => sum + job.total, 0);
    return t.runningTip(done, total);
  }
  return mood === 'attention' ? t.attentionTip : t.idleTip;
}

function jobEntry(job: RunningJob, texts: Texts, still: boolean): TrayEntry {
  const t = texts.system.tray;
  const { jobId, pbxId, pbxName, done, total, stopping } = job;
  const name = nameOf(pbxName);
  const pause = { pausing: t.pausing, cancelling: texts.words.cancelling };
  return {
    kind: 'submenu',
    label: still ? texts.jobs.jobOn(jobId, name) : t.job(name, done, total),
    entries: [
      { kind: 'action', label: t.showJob, does: { kind: 'go', target: { kind: 'job', jobId } } },
      {
        kind: 'action',
        label: stopping ? pause[stopping] : t.pause,
        does: { kind: 'pause', pbxId },
        enabled: !stopping,
      },
    ],
  };
}

function nameOf(name: string): string {
  return tidy(name, maxNameLength);
}
