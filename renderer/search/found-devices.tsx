import { ListBox, ListBoxItem } from 'react-aria-components';
import { agoText } from '../../common/age.ts';
import { linesText } from '../../common/device-text.ts';
import type { FoundDevice } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import { makeOf } from '../../common/make.ts';
import type { Device } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { cx } from '../ui/cx.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './search.module.css';
import { Count } from './search-line.tsx';
import type { DeviceSearch } from './use-device-search.ts';

export interface FoundDevicesProps {
  search: DeviceSearch;
  /** The selected PBX: only devices of others show their PBX. */
  pbxId: string;
  /** Whether the number of devices is shown here. */
  counted: boolean;
  onChoose: (device: FoundDevice) => void;
  onFieldFocus: () => void;
}

/** The devices on all PBXs that match what was typed; one of them is chosen with the arrow keys and Enter. */
export function FoundDevices({ search, pbxId, counted, onChoose, onFieldFocus }: FoundDevicesProps) {
  const texts = useTexts();
  const now = useNow(60_000);
  const items = search.found.map((found) => ({ id: `${found.pbx.id} ${found.device.mac}`, found }));
  return (
    <div
      className={styles.found}
      onKeyDownCapture={(event) => {
        const atFirst = event.key === 'ArrowUp' && isFirst(event.target);
        if (event.key !== 'Escape' && !atFirst) return;
        event.preventDefault();
        event.stopPropagation();
        onFieldFocus();
      }}
    >
      {counted && (
        <p role="status" className={styles.muted}>
          <Count count={items.length} />
        </p>
      )}
      <ListBox
        ref={search.list}
        aria-label={texts.search.results}
        className={cx(styles.list)}
        items={items}
        dependencies={[now, pbxId, texts]}
        onAction={(key) => {
          const item = items.find(({ id }) => id === key);
          if (item) onChoose(item.found);
        }}
      >
        {({ id, found }) => (
          <ListBoxItem id={id} textValue={textOf(found)} className={cx(styles.item)}>
            <FoundRow
              found={found}
              texts={texts}
              age={found.pbx.id === pbxId ? null : agoText(found.fetchedAt, now, texts)}
            />
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}

function FoundRow({ found, texts, age }: { found: FoundDevice; texts: Texts; age: string | null }) {
  const { pbx, device } = found;
  const name = device.name || makeOf(device) || formatMac(device.mac);
  const details = detailsOf(device, name, texts);
  const list = age === null ? null : texts.search.listAge(pbx.name, age);
  return (
    <>
      <span className={styles.part}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={cx(styles.small, styles.details)} title={details.join(' · ')}>
          {details.map((detail, place) => (
            <span key={detail}>{place === 0 ? detail : ` · ${detail}`}</span>
          ))}
        </span>
      </span>
      <span className={styles.part}>
        <code>{formatMac(device.mac)}</code>
        {list !== null && (
          <span className={styles.small} title={list}>
            {list}
          </span>
        )}
      </span>
    </>
  );
}

function detailsOf(device: Device, name: string, texts: Texts): string[] {
  const { search: t } = texts;
  if (device.kind === 'desk-phone') return [t.deskPhone(device.owner ?? t.aUser)];
  const make = makeOf(device);
  return [make === name ? '' : make, linesText(device, texts)].filter(Boolean);
}

function textOf({ pbx, device }: FoundDevice): string {
  return `${device.name || makeOf(device)}, ${formatMac(device.mac)}, ${pbx.name}`;
}

/** Whether the focused row is the first. */
function isFirst(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('[role="option"]:first-child');
}
