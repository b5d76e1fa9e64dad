import { useRef, useState } from 'react';
import type { PbxTestResult } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';

/** The result of testing a PBX. */
export type TestOutcome = { ok: true; facts: PbxTestResult } | { ok: false; problem: Problem };

export interface PbxTest {
  testing: boolean;
  result: TestOutcome | null;
  /** `retryRefusedKey`: the user says that a rejected key has been fixed on the PBX. */
  run: (retryRefusedKey: boolean) => void;
}

/** Tests a stored PBX. */
export function usePbxTest(pbxId: string, onAnswered: () => void): PbxTest {
  const [testing, setTesting] = useState(false);
  const [result, setResult] = useState<TestOutcome | null>(null);
  const underWay = useRef(false);

  const run = async (retryRefusedKey: boolean): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setTesting(true);
    try {
      setResult({ ok: true, facts: await call('pbxs:test', { id: pbxId, retryRefusedKey }) });
    } catch (thrown) {
      setResult({ ok: false, problem: problemOf(thrown) });
    }
    underWay.current = false;
    setTesting(false);
    onAnswered();
  };
  return { testing, result, run: (retryRefusedKey) => void run(retryRefusedKey) };
}
