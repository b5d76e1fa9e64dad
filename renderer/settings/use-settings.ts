import { useCallback, useEffect, useState } from 'react';
import type { Settings } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useApp } from '../state/app-state.tsx';

/** The result of the last change; `saved` if there is no problem. */
interface Outcome {
  of: keyof Settings;
  problem: Problem | null;
}

export interface SettingsState {
  /** Null until they are loaded. */
  settings: Settings | null;
  /** Why they could not be loaded. */
  problem: Problem | null;
  read(): void;
  outcome: Outcome | null;
  /** Saves a setting at once. `outcome` has the result; resolves to whether it was saved. */
  change<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<boolean>;
  failed(of: keyof Settings, thrown: unknown): void;
}

/**
 * The stored settings, loaded again for each visit and whenever the window comes to the front: the terminal changes
 * them, too.
 */
export function useSettings(): SettingsState {
  const { app, reload } = useApp();
  const [settings, setSettings] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const read = useCallback(() => {
    setProblem(null);
    call('settings:get', undefined).then(setSettings, (thrown) => setProblem(problemOf(thrown)));
  }, []);
  useEffect(() => {
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [read]);

  return {
    settings,
    problem,
    read,
    outcome,
    async change(name, value) {
      setOutcome(null);
      try {
        setSettings(await call('settings:set', { [name]: value }));
        setOutcome({ of: name, problem: null });
        // A setting that is set again is no longer damaged.
        if (app.notices.some(({ facts }) => facts.setting === name)) void reload();
        return true;
      } catch (thrown) {
        setOutcome({ of: name, problem: problemOf(thrown) });
        return false;
      }
    },
    failed: (of, thrown) => setOutcome({ of, problem: problemOf(thrown) }),
  };
}
