import { useEffect, useState } from 'react';
import type { CallOutput } from '../../common/ipc/index.ts';
import type { Mac } from '../../common/mac.ts';
import { call } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';

type Others = CallOutput<'devices:elsewhere'>;
const none: Others = [];

/** The other PBXs whose stored list has a MAC; empty for null, and while they are looked up. */
export function useElsewhere(pbxId: string, mac: Mac | null): Others {
  const [found, setFound] = useState<{ pbxId: string; mac: Mac; others: Others } | null>(null);

  useEffect(() => {
    if (mac === null) return;
    return whileWanted(call('devices:elsewhere', { pbxId, mac }), (others) =>
      setFound({ pbxId, mac, others }),
    );
  }, [pbxId, mac]);

  return found?.pbxId === pbxId && found.mac === mac ? found.others : none;
}
