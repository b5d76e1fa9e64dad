import { useEffect, useEffectEvent } from 'react';
import type { Target } from '../../common/ipc/index.ts';
import { call, useEvent } from './bridge.ts';

/** Calls a listener with each place that main sends the window to, including one from before it was mounted. */
export function useTarget(onTarget: (target: Target) => void): void {
  const go = useEffectEvent(onTarget);
  const take = useEffectEvent(async () => {
    const target = await call('app:take-target', undefined).catch(() => null);
    if (target) go(target);
  });
  useEffect(() => void take(), []);
  useEvent('app:target', () => void take());
}
