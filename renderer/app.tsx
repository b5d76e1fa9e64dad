import { useState } from 'react';
import { DeviceScreen } from './device/device-screen.tsx';
import { FirstStart } from './device/first-start.tsx';
import { PbxsScreen } from './pbxs/pbxs-screen.tsx';
import type { PbxTask, Place } from './shell/places.ts';
import { Shell } from './shell/shell.tsx';
import { StartFailed, Starting } from './shell/starting.tsx';
import { ActivityProvider } from './state/activity.tsx';
import { AppProvider, useApp } from './state/app-state.tsx';
import { ClipboardProvider } from './state/clipboard.tsx';
import { DeviceListProvider } from './state/device-list.tsx';

/** The window. */
export function App() {
  return (
    <AppProvider
      loading={<Starting />}
      failed={(problem, retry) => <StartFailed problem={problem} onRetry={retry} />}
    >
      <ClipboardProvider>
        <ActivityProvider>
          <Places />
        </ActivityProvider>
      </ClipboardProvider>
    </AppProvider>
  );
}

function Places() {
  const { selected } = useApp();
  const [place, setPlace] = useState<Place>('device');
  const [task, setTask] = useState<PbxTask>({ kind: 'list' });

  const open = (next: Place): void => {
    setPlace(next);
    setTask({ kind: 'list' });
  };
  const openTask = (next: PbxTask): void => {
    setPlace('pbxs');
    setTask(next);
  };

  return (
    <DeviceListProvider pbxId={selected?.id ?? null}>
      <Shell place={place} onPlace={open} onEditPbx={(pbxId) => openTask({ kind: 'edit', pbxId })}>
        {place === 'pbxs' ? (
          <PbxsScreen task={task} onTask={setTask} onConnected={() => open('device')} />
        ) : selected ? (
          <DeviceScreen pbx={selected} onEditPbx={(pbxId) => openTask({ kind: 'edit', pbxId })} />
        ) : (
          <FirstStart onConnect={() => openTask({ kind: 'add' })} />
        )}
      </Shell>
    </DeviceListProvider>
  );
}
