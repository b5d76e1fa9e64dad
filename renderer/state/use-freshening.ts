import { useEffect, useEffectEvent } from 'react';
import type { DeviceList } from '../../common/model.ts';
import { call } from '../base/bridge.ts';

/** Main decides whether the list is old enough; this is only how often it is asked. */
const everyMs = 5 * 60_000;

/**
 * Has the list of the selected PBX refreshed quietly while the window is in use, if that is possible without signing
 * in.
 *
 * @param pbxId null for none
 */
export function useFreshening(
  pbxId: string | null,
  onFresh: (pbxId: string, list: DeviceList) => void,
): void {
  const freshen = useEffectEvent(async (id: string) => {
    if (document.hidden) return;
    const list = await call('devices:freshen', { pbxId: id }).catch(() => null);
    if (list) onFresh(id, list);
  });
  useEffect(() => {
    if (pbxId === null) return;
    const ask = (): void => void freshen(pbxId);
    ask();
    const timer = setInterval(ask, everyMs);
    window.addEventListener('focus', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', ask);
    };
  }, [pbxId]);
}
