import { useEffect, useState } from 'react';
import type { CallOutput } from '../../common/ipc/index.ts';
import type { Mac } from '../../common/mac.ts';
import { call } from '../base/bridge.ts';

type Others = CallOutput<'devices:elsewhere'>;
const none: Others = [];

/** The other PBXs whose kept list has a MAC; none for null, and while they are looked for. */
export function useElsewhere(pbxId: string, mac: Mac | null): Others {
  const [found, setFound] = useState<{ pbxId: string; mac: Mac; others: Others } | null>(null);

  useEffect(() => {
    if (mac === null) return;
    let wanted = true;
    call('devices:elsewhere', { pbxId, mac }).then(
      (others) => {
        if (wanted) setFound({ pbxId, mac, others });
      },
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [pbxId, mac]);

  return found?.pbxId === pbxId && found.mac === mac ? found.others : none;
}
