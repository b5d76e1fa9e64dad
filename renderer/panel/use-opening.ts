import { useEffect, useEffectEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { PanelOpening } from '../../common/ipc/index.ts';
import { call, useEvent } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';

/**
 * Calls a listener with what the panel is opened with, including an opening from before its page was loaded. Until
 * that is shown, keys do nothing: they would act on another device.
 */
export function useOpening(onOpening: (opening: PanelOpening) => void): void {
  const open = useEffectEvent(onOpening);
  const isAwaited = useRef(false);
  const begin = useNewest();
  const take = useEffectEvent(async () => {
    const isNewest = begin();
    const opening = await call('panel:take-opening', undefined).catch(() => null);
    // It was opened again in the meantime.
    if (!isNewest()) return;
    if (opening) flushSync(() => open(opening));
    isAwaited.current = false;
  });
  useEffect(() => {
    const ignore = (event: KeyboardEvent): void => {
      if (!isAwaited.current) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', ignore, { capture: true });
    void take();
    return () => window.removeEventListener('keydown', ignore, { capture: true });
  }, []);
  useEvent('panel:opened', () => {
    isAwaited.current = true;
    void take();
  });
}
