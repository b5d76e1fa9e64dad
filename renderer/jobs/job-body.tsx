import { CircleAlert, Clock, Copy, Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Selection } from 'react-aria-components';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameIn } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import { commandKey } from '../base/command-key.ts';
import { useTexts } from '../base/words.tsx';
import { useClipboard } from '../password/clipboard.tsx';
import { CopyNotice } from '../password/copy-notice.tsx';
import { PreviousPassword } from '../password/previous-password.tsx';
import { useApp } from '../state/app-state.tsx';
import type { Followed } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { type Chip, Chips } from '../ui/chips.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { WaitingNote } from '../waiting/waiting-note.tsx';
import { DeviceFetch } from './device-fetch.tsx';
import { ExportForm } from './export-form.tsx';
import { pbxToAsk } from './fetch-words.ts';
import { ItemTable } from './item-table.tsx';
import { itemStyles } from './item-words.ts';
import { JobFetch } from './job-fetch.tsx';
import { JobHead } from './job-head.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobStopped } from './job-stopped.tsx';
import styles from './job-view.module.css';
import { isOver, isStopped } from './job-words.ts';
import { type Filter, fetchFilters, useItemView } from './use-item-view.ts';

export interface JobBodyProps {
  followed: Followed;
  items: readonly Item[];
  /** The item to show, if there is one. */
  itemId: number | null;
  onJob: (jobId: number) => void;
  onEditPbx?: (pbxId: string) => void;
}

/** A job that has been loaded. */
export function JobBody({ followed, items, itemId, onJob, onEditPbx }: JobBodyProps) {
  const { job, counts } = followed;
  const t = useTexts();
  const view = useItemView(items);
  const [selected, setSelected] = useState<Selection>(new Set(itemId === null ? [] : [itemId]));
  const [exporting, setExporting] = useState(false);
  const exportButton = useRef<HTMLButtonElement>(null);
  const { copying, copyTable } = useClipboard();
  const { app } = useApp();
  const { policy, platform } = app;
  const noCopying = policy?.noClipboard === true;
  // A copy made before this job was opened is reported where it was made.
  const [copiedBefore] = useState(copying);

  const chosen = selected === 'all' ? view.rows : view.rows.filter(({ id }) => selected.has(id));
  const copyable = chosen.filter(({ position }) => items[position]?.credentialsKept);
  const copy = (): void => {
    if (copyable.length > 0) copyTable(copyable.map(({ id }) => id));
  };
  const only = chosen.length === 1 ? items[chosen[0]?.position ?? 0] : undefined;
  const pbx = pbxToAsk(app.pbxs, job);
  const over = job.state !== 'running';
  const chips = [
    ...chipsOf(counts, items.length, view.filter, t),
    ...fetchChipsOf(over ? items : [], view.filter, t),
  ];
  const closeExport = (): void => {
    setExporting(false);
    exportButton.current?.focus();
  };

  return (
    <>
      <JobHead followed={followed} total={items.length} onJob={onJob} />
      {job.state === 'running' && <JobProgress followed={followed} />}
      {job.state === 'waiting' && <WaitingNote job={job} />}
      {isStopped(job) && <JobStopped followed={followed} {...(onEditPbx ? { onEditPbx } : {})} />}
      {isOver(job) && <JobOutcome job={job} items={items} counts={counts} onJob={onJob} />}
      {over && (
        <JobFetch
          job={job}
          items={items}
          selected={chosen.flatMap(({ position }) => items[position] ?? [])}
        />
      )}
      <div className={styles.tools}>
        <div className={styles.filters}>
          <Chips label={t.jobs.devices.show} chips={chips} chosen={view.filter} onChoose={view.setFilter} />
        </div>
        <Action
          ref={exportButton}
          small
          icon={Download}
          onPress={() => (exporting ? closeExport() : setExporting(true))}
        >
          {t.jobs.export.open}
        </Action>
      </div>
      <div className={styles.tools}>
        <SearchBox label={t.jobs.devices.search} value={view.search} onChange={view.setSearch} />
        <Action small icon={Copy} disabled={copyable.length === 0 || noCopying} onPress={copy}>
          {t.jobs.devices.copySelected(copyable.length)}
        </Action>
      </div>
      {noCopying && <p className={styles.hint}>{t.policy.noCopying}</p>}
      {copying?.place === 'job' && copying !== copiedBefore && (
        <CopyNotice copying={copying} revealProblem={null} />
      )}
      {exporting && <ExportForm jobId={job.id} onClose={closeExport} />}
      <ItemTable
        label={t.jobs.devices.label(job.id)}
        items={items}
        running={job.state === 'running'}
        view={view}
        startsAtSelected={itemId !== null}
        selected={selected}
        onSelect={setSelected}
        onCopy={copy}
      />
      {only && over && (
        <DeviceFetch
          key={`fetch ${only.id}`}
          item={only}
          jobId={job.id}
          pbx={pbx}
          of={nameIn(only, t)}
          place="job"
        />
      )}
      {only && <PreviousPassword key={only.id} item={only} of={nameIn(only, t)} />}
      <p className={styles.hint}>
        {phonesText(only, t) ||
          (view.rows.length === items.length
            ? t.jobs.devices.keys(commandKey(platform, t))
            : t.jobs.devices.shown(view.rows.length, items.length))}
      </p>
    </>
  );
}

/** All desk phones that an item stands for, if it stands for a user. */
function phonesText(item: Item | undefined, { deskPhones }: Texts): string {
  const user = item && deskPhoneUser(item);
  if (!user) return '';
  const phones = user.phones.map(({ mac, name }) => [name, formatMac(mac)].filter(Boolean).join(' '));
  return deskPhones.allOfUser(user.owner ?? deskPhones.aUser, phones);
}

/** The order of the chips: outcomes first, then pending states. */
const states = Object.keys(itemStyles) as (keyof typeof itemStyles)[];

/** A state without items has no chip, unless it is the selected one. */
function chipsOf(counts: Followed['counts'], total: number, filter: Filter, { jobs }: Texts): Chip<Filter>[] {
  const kinds = states
    .filter((state) => counts[state] > 0 || state === filter)
    .map((state) => {
      const { icon, tone } = itemStyles[state];
      return { id: state, word: jobs.items.states[state], icon, tone, count: counts[state] };
    });
  return [{ id: 'all', word: jobs.devices.all, count: total }, ...kinds];
}

const fetchStyle = { unfetched: { icon: Clock }, rejected: { icon: CircleAlert, tone: 'warn' } } as const;

/** How fetching went, if there is anything to do about it. */
function fetchChipsOf(items: readonly Item[], filter: Filter, { fetching }: Texts): Chip<Filter>[] {
  return (['unfetched', 'rejected'] as const)
    .map((id) => ({
      id,
      word: fetching.chips[id],
      ...fetchStyle[id],
      count: items.filter(fetchFilters[id]).length,
    }))
    .filter(({ id, count }) => count > 0 || id === filter);
}
