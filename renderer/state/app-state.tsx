import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { AppState } from '../../common/ipc/index.ts';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';

export interface AppStore {
  app: AppState;
  selected: Pbx | null;
  /** Loads the state again; the former one stays if that fails. */
  reload(): Promise<void>;
  select(pbxId: string): void;
}

const AppContext = createContext<AppStore | null>(null);

/** The app's state; only inside `AppProvider`. */
export function useApp(): AppStore {
  const store = use(AppContext);
  if (!store) throw new Error('outside of AppProvider');
  return store;
}

export interface AppProviderProps {
  children: ReactNode;
  loading: ReactNode;
  failed: (problem: Problem, retry: () => void) => ReactNode;
}

/** Loads the app's state and keeps it up to date: the PBXs, and which one is selected. */
export function AppProvider({ children, loading, failed }: AppProviderProps) {
  const [app, setApp] = useState<AppState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A selection here takes effect at once, before main has stored it.
  const [chosen, setChosen] = useState<string | null>(null);
  const begin = useNewest();

  const reload = useCallback(async () => {
    const isNewest = begin();
    try {
      const next = await call('app:state', undefined);
      if (!isNewest()) return;
      setApp(next);
      setProblem(null);
    } catch (thrown) {
      if (isNewest()) setProblem(problemOf(thrown));
    }
  }, [begin]);
  useEffect(() => void reload(), [reload]);
  // Changed by another window, or by the tray's menu.
  useEvent('app:changed', () => void reload());
  useEvent('app:pbx-selected', ({ id }) => setChosen(id));

  const store = useMemo<AppStore | null>(() => {
    if (!app) return null;
    const withId = (id: string | null) => app.pbxs.find((pbx) => pbx.id === id);
    return {
      app,
      selected: withId(chosen) ?? withId(app.selectedPbxId) ?? app.pbxs[0] ?? null,
      reload,
      select(pbxId) {
        setChosen(pbxId);
        // If it is not stored, only the selection at the next start is lost.
        call('pbxs:select', { id: pbxId }).catch(() => {});
      },
    };
  }, [app, chosen, reload]);

  if (store) return <AppContext value={store}>{children}</AppContext>;
  return problem ? failed(problem, () => void reload()) : loading;
}
