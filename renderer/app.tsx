import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { nothingSkipped } from '../common/documents.ts';
import type { Forgotten, Target } from '../common/ipc/index.ts';
import { useTarget } from './base/use-target.ts';
import { WordsProvider } from './base/words.tsx';
import { DeviceScreen } from './device/device-screen.tsx';
import { ListProvider, useList } from './list/list.tsx';
import { ClipboardProvider } from './password/clipboard.tsx';
import type { PbxTask } from './pbxs/pbx-task.ts';
import type { LeaveGuard } from './pbxs/use-leaving.ts';
import { Farewell } from './shell/farewell.tsx';
import { FirstStart } from './shell/first-start.tsx';
import type { Place } from './shell/places.ts';
import { Shell } from './shell/shell.tsx';
import { ActivityProvider } from './state/activity.tsx';
import { AppProvider, useApp } from './state/app-state.tsx';
import { DeviceListProvider } from './state/device-list.tsx';
import { FetchesProvider } from './state/fetches.tsx';
import { JobsProvider } from './state/jobs.tsx';
import { SetupFileProvider, useSetupFile } from './state/setup-file.tsx';
import { StartFailed, Starting } from './ui/starting.tsx';

// Loaded when first opened: the window starts on the Device screen.
const loadListScreen = async () => ({ default: (await import('./list/list-screen.tsx')).ListScreen });
const ListScreen = lazy(loadListScreen);
const HistoryScreen = lazy(async () => ({
  default: (await import('./history/history-screen.tsx')).HistoryScreen,
}));
const PbxsScreen = lazy(async () => ({ default: (await import('./pbxs/pbxs-screen.tsx')).PbxsScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('./settings/settings-screen.tsx')).SettingsScreen,
}));

/** The main window. */
export function App() {
  const [forgotten, setForgotten] = useState<Forgotten | null>(null);
  return (
    <WordsProvider>
      {forgotten ? <Farewell {...forgotten} /> : <Working onGone={setForgotten} />}
    </WordsProvider>
  );
}

interface WorkingProps {
  /** Called once everything behind the window has been deleted. */
  onGone: (forgotten: Forgotten) => void;
}

function Working({ onGone }: WorkingProps) {
  return (
    <AppProvider
      loading={<Starting />}
      failed={(problem, retry) => <StartFailed problem={problem} onRetry={retry} />}
    >
      <ClipboardProvider>
        <JobsProvider>
          <FetchesProvider>
            <ActivityProvider>
              <SetupFileProvider>
                <Places onGone={onGone} />
              </SetupFileProvider>
            </ActivityProvider>
          </FetchesProvider>
        </JobsProvider>
      </ClipboardProvider>
    </AppProvider>
  );
}

function Places({ onGone }: WorkingProps) {
  const { selected } = useApp();
  const [place, setPlace] = useState<Place>('device');
  const [task, setTask] = useState<PbxTask>({ kind: 'list' });
  /** A text to put into the list. */
  const [listText, setListText] = useState<string | null>(null);
  const [jobId, setJobId] = useState<number | null>(null);

  // Soon after the start: a user who opens the List screen pastes at once.
  useEffect(() => void loadListScreen(), []);

  // A form with unsaved input asks before the user leaves it.
  const guard = useRef<LeaveGuard>(null);

  const go = (next: Place, then: PbxTask = { kind: 'list' }): void => {
    setPlace(next);
    setTask(then);
    setJobId(null);
  };
  const open: typeof go = (...to) => (guard.current ? guard.current(() => go(...to)) : go(...to));
  const openJob = (next: number): void => {
    const show = (): void => {
      go('history');
      setJobId(next);
    };
    if (guard.current) guard.current(show);
    else show();
  };
  const openList = (text: string): void => {
    const show = (): void => {
      setListText(text);
      go('list');
    };
    if (guard.current) guard.current(show);
    else show();
  };
  const edit = (pbxId: string): void => open('pbxs', { kind: 'edit', pbxId });
  useTarget((target: Target) => {
    if (target.kind === 'job') openJob(target.jobId);
    else if (target.kind === 'edit-pbx') edit(target.pbxId);
    else if (target.kind === 'list') openList(target.text);
    else if (target.kind === 'add-pbx') open('pbxs', { kind: 'add' });
    else open(target.kind);
  });

  // Shown in place of any screen: the user wants to open the file now.
  const { pendingFile } = useSetupFile();
  const openPending = useEffectEvent(() => open('pbxs', { kind: 'import' }));
  const pendingId = pendingFile?.id ?? null;
  useEffect(() => {
    if (pendingId !== null) openPending();
  }, [pendingId]);

  return (
    <DeviceListProvider pbxId={selected?.id ?? null}>
      <ListProvider>
        <ListText text={listText} onTaken={() => setListText(null)} />
        <Shell
          place={place}
          jobId={place === 'history' ? jobId : null}
          onPlace={open}
          onEditPbx={edit}
          onJob={openJob}
        >
          <Suspense>
            {place === 'pbxs' ? (
              <PbxsScreen task={task} onTask={setTask} onConnected={() => go('device')} guard={guard} />
            ) : place === 'history' ? (
              <HistoryScreen jobId={jobId} onJob={setJobId} onEditPbx={edit} />
            ) : place === 'settings' ? (
              <SettingsScreen onGone={onGone} />
            ) : selected && place === 'list' ? (
              <ListScreen pbx={selected} onEditPbx={edit} />
            ) : selected ? (
              <DeviceScreen pbx={selected} onEditPbx={edit} onOpenList={openList} />
            ) : (
              <FirstStart onConnect={() => open('pbxs', { kind: 'add' })} onEditPbx={edit} />
            )}
          </Suspense>
        </Shell>
      </ListProvider>
    </DeviceListProvider>
  );
}

/** Puts a text into the list; into a new one if the last one was run. */
function ListText({ text, onTaken }: { text: string | null; onTaken: () => void }) {
  const { run, reset, addDocument, show } = useList();
  const take = useEffectEvent(() => {
    if (text === null) return;
    if (run.run?.kind === 'job') reset();
    addDocument({ text, sheets: [], skipped: nothingSkipped });
    show({ mode: 'paste' });
    onTaken();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken once, when it comes
  useEffect(() => take(), [text]);
  return null;
}
