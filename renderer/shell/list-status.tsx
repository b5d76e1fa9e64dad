import { CircleAlert, RefreshCw, TriangleAlert } from 'lucide-react';
import { agoText } from '../../common/age.ts';
import type { DeviceList } from '../../common/model.ts';
import { useTexts, useWords } from '../base/words.tsx';
import { type DeviceListStore, useDeviceList } from '../state/device-list.tsx';
import { Action } from '../ui/action.tsx';
import { isOld } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './header.module.css';

/** How many devices the list has, how old it is, and a button to refresh it. */
export function ListStatus() {
  const t = useTexts();
  const devices = useDeviceList();
  return (
    <div className={styles.status}>
      <span role="status">
        <Words {...devices} />
      </span>
      <Action
        look="quiet"
        small
        icon={RefreshCw}
        label={devices.refreshing ? t.shell.refreshingList : t.shell.refreshList}
        pending={devices.refreshing}
        onPress={() => void devices.refresh()}
      />
    </div>
  );
}

function Words({ list, loading, problem }: DeviceListStore) {
  const t = useTexts();
  if (loading) return t.words.loading;
  return (
    <>
      {problem && (
        <span className={styles.failed}>
          <CircleAlert size={14} aria-hidden /> {t.shell.listNotRefreshed}
        </span>
      )}
      {problem && list && ' · '}
      {list ? <Age list={list} /> : !problem && t.words.listNotFetched}
    </>
  );
}

function Age({ list }: { list: DeviceList }) {
  const { texts: t, format } = useWords();
  const now = useNow(60_000);
  const text = t.shell.listAge(list.devices.length, agoText(list.fetchedAt, now, t));
  return (
    <span title={t.shell.listFetched(format.moment(list.fetchedAt))}>
      {isOld(list.fetchedAt, now) ? (
        <span className={styles.old}>
          <TriangleAlert size={14} aria-hidden /> {text}
        </span>
      ) : (
        text
      )}
      {list.unreadable > 0 && `, ${t.shell.listUnreadable(list.unreadable)}`}
      {!list.complete && (
        <span title={t.shell.listIncompleteHint}>
          {', '}
          <TriangleAlert size={14} aria-hidden /> {t.shell.listIncomplete}
        </span>
      )}
      {list.complete && !list.deskPhonesRead && (
        <span title={t.shell.listWithoutDeskPhonesHint}>{`, ${t.shell.listWithoutDeskPhones}`}</span>
      )}
    </span>
  );
}
