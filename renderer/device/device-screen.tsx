import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { FetchRunPart } from '../jobs/fetch-run.tsx';
import { EarlierResult } from '../password/earlier-result.ts';
import { useActivity } from '../state/activity.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { DeviceEntry } from './device-entry.tsx';
import styles from './device-screen.module.css';
import { isEarlier } from './is-earlier.ts';
import { KeyMissing } from './key-missing.tsx';
import { LastActivity } from './last-activity.tsx';
import { RecentResults } from './recent-results.tsx';
import { useDeviceEntry } from './use-device-entry.ts';

export interface DeviceScreenProps {
  pbx: Pbx;
  onEditPbx: (pbxId: string) => void;
  onOpenList: (text: string) => void;
}

/** One device, from its MAC to its new password. */
export function DeviceScreen({ pbx, onEditPbx, onOpenList }: DeviceScreenProps) {
  const t = useTexts();
  const { activity, ended } = useActivity();
  const entry = useDeviceEntry(pbx);
  useEscape(() => {
    if (entry.isAsking) entry.cancel();
    else entry.clear();
  });
  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">{t.shell.places.device}</h1>
      <KeyMissing pbx={pbx} onEditPbx={onEditPbx} />
      <DeviceEntry entry={entry} pbx={pbx} onEditPbx={onEditPbx} onOpenList={onOpenList} />
      <EarlierResult value={isEarlier(activity, entry)}>
        <LastActivity onRunAgain={entry.runAgain} onEditPbx={onEditPbx} />
      </EarlierResult>
      <FetchRunPart pbxId={pbx.id} />
      <RecentResults pbx={pbx} ended={ended} />
    </div>
  );
}
