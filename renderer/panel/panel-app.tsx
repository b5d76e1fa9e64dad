import { WordsProvider } from '../base/words.tsx';
import { ClipboardProvider } from '../password/clipboard.tsx';
import { ActivityProvider } from '../state/activity.tsx';
import { AppProvider, useApp } from '../state/app-state.tsx';
import { DeviceListProvider } from '../state/device-list.tsx';
import { FetchesProvider } from '../state/fetches.tsx';
import { JobsProvider } from '../state/jobs.tsx';
import { StartFailed, Starting } from '../ui/starting.tsx';
import { NoPbx } from './no-pbx.tsx';
import { Panel } from './panel.tsx';
import { PanelFrame } from './panel-frame.tsx';

/** The quick panel: as in the main window, for one device. */
export function PanelApp() {
  return (
    <WordsProvider>
      <PanelFrame>
        <AppProvider
          loading={<Starting />}
          failed={(problem, retry) => <StartFailed problem={problem} onRetry={retry} />}
        >
          <ClipboardProvider>
            <JobsProvider>
              <FetchesProvider>
                <ActivityProvider>
                  <OnPbx />
                </ActivityProvider>
              </FetchesProvider>
            </JobsProvider>
          </ClipboardProvider>
        </AppProvider>
      </PanelFrame>
    </WordsProvider>
  );
}

function OnPbx() {
  const { selected } = useApp();
  return (
    <DeviceListProvider pbxId={selected?.id ?? null}>
      {selected ? <Panel pbx={selected} /> : <NoPbx />}
    </DeviceListProvider>
  );
}
