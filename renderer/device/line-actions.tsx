import { ArrowLeftRight, ListPlus, RefreshCw } from 'lucide-react';
import type { Ref } from 'react';
import type { Pbx } from '../../common/model.ts';
import type { Understanding } from '../../common/understand.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { useElsewhere } from '../state/use-elsewhere.ts';
import { Action } from '../ui/action.tsx';
import styles from './line-actions.module.css';

export interface LineActionsProps {
  found: Understanding;
  pbx: Pbx;
  busy: boolean;
  onTryAnyway: () => void;
  onOpenList: () => void;
  onFieldFocus: () => void;
  ref: Ref<HTMLDivElement>;
}

/** Actions for a MAC that the list lacks, and for several MACs. */
export function LineActions({
  found,
  pbx,
  busy,
  onTryAnyway,
  onOpenList,
  onFieldFocus,
  ref,
}: LineActionsProps) {
  const t = useTexts();
  const { select } = useApp();
  const { refresh, refreshing, loading } = useDeviceList();
  const missing = isMissing(found);
  const others = useElsewhere(pbx.id, missing ? found.mac : null);
  if (found.kind === 'several')
    return (
      <div ref={ref} className={styles.actions}>
        <Action small icon={ListPlus} onPress={onOpenList}>
          {t.device.openInList}
        </Action>
      </div>
    );
  if (loading || !missing) return null;

  // These buttons disappear with their reason, so the focus goes to the field.
  const fetchList = async (): Promise<void> => {
    await refresh();
    if (document.activeElement === document.body) onFieldFocus();
  };
  const switchTo = (pbxId: string): void => {
    select(pbxId);
    onFieldFocus();
  };

  return (
    <div ref={ref} className={styles.actions}>
      {others.map(({ id, name }) => (
        <Action key={id} small icon={ArrowLeftRight} disabled={busy} onPress={() => switchTo(id)}>
          {t.words.switchTo(name)}
        </Action>
      ))}
      <Action small icon={RefreshCw} pending={refreshing} onPress={() => void fetchList()}>
        {found.kind === 'no-list' ? t.device.fetchList : t.device.refreshList}
      </Action>
      {found.kind === 'not-listed' && (
        <Action small disabled={busy} onPress={onTryAnyway}>
          {t.device.tryAnyway}
        </Action>
      )}
    </div>
  );
}

type Missing = Extract<Understanding, { kind: 'not-listed' | 'not-in-part' | 'no-list' }>;

function isMissing(found: Understanding): found is Missing {
  return found.kind === 'not-listed' || found.kind === 'not-in-part' || found.kind === 'no-list';
}
