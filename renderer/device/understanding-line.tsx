import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { linesText, makeOf } from '../../common/device-text.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Device, Pbx } from '../../common/model.ts';
import { refusalOf, type Understanding } from '../../common/understand.ts';
import { useDeviceList } from '../state/device-list.tsx';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { agoText, isOld } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { useTexts } from '../words.tsx';
import styles from './understanding-line.module.css';

export interface UnderstandingLineProps {
  id: string;
  found: Understanding;
  text: string;
  insisted: boolean;
  /** The device was to be looked up, and there is no list to do it in. */
  notLookedUp: boolean;
  pbx: Pbx;
}

/** Says at every moment what is understood of the text in the MAC field. */
export function UnderstandingLine({ id, ...line }: UnderstandingLineProps) {
  return (
    <div id={id} role="status" className={styles.line}>
      <Words {...line} />
    </div>
  );
}

function Words({ found, text, insisted, notLookedUp, pbx }: Omit<UnderstandingLineProps, 'id'>) {
  const t = useTexts();
  const { list, loading, refreshing } = useDeviceList();
  const now = useNow(30_000);
  const age = list ? agoText(list.fetchedAt, now, t) : '';
  switch (found.kind) {
    case 'nothing':
      return (
        <Said>
          {insisted
            ? 'Enter a MAC address first.'
            : 'Type, paste or scan the MAC address on the device’s label.'}
        </Said>
      );
    case 'typing':
      return insisted ? (
        <Said icon={CircleAlert} tone="bad">
          {refusalOf(text)}
        </Said>
      ) : (
        <Said>{found.digits} of 12 digits</Said>
      );
    case 'refused':
      return (
        <Said icon={CircleAlert} tone="bad">
          {found.reason}
        </Said>
      );
    case 'listed':
      return (
        <Said
          icon={CircleCheck}
          tone="ok"
          mac={found.mac}
          after={detailsText(found.device, list && isOld(list.fetchedAt, now) ? age : '')}
        >
          <strong>{found.device.name || makeOf(found.device) || 'Device without a name'}</strong>
        </Said>
      );
    case 'desk-phone':
      return (
        <Said
          icon={TriangleAlert}
          tone="warn"
          mac={found.mac}
          after="Its password belongs to the user. Open the user in 3CX’s console to regenerate it."
        >
          <strong>This is {found.device.owner ?? 'a user'}’s desk phone, not a gateway or DECT base.</strong>
        </Said>
      );
    case 'not-listed':
      return (
        <Said
          icon={TriangleAlert}
          tone="warn"
          mac={found.mac}
          after={`The list was fetched ${age}. The device may be newer, or belong to another PBX.`}
        >
          <strong>Not listed on {pbx.name}</strong>
        </Said>
      );
    case 'no-list':
      if (loading || refreshing)
        return (
          <Said busy mac={found.mac}>
            Reading the device list…
          </Said>
        );
      return notLookedUp ? (
        <Said icon={Info} mac={found.mac}>
          <strong>Not looked up</strong>
        </Said>
      ) : (
        <Said
          icon={Info}
          mac={found.mac}
          after="It cannot be said yet which device this is. Regenerating fetches the list first."
        >
          <strong>Device list not fetched yet</strong>
        </Said>
      );
  }
}

/** Beside the name: make, lines, and how old the list is, where that is worth a word. */
function detailsText(device: Device, age: string): string {
  const make = device.name ? makeOf(device) : '';
  return [make, linesText(device), age && `list fetched ${age}`].filter(Boolean).join(' - ');
}

interface SaidProps {
  icon?: LucideIcon;
  /** Under way. */
  busy?: boolean;
  tone?: 'ok' | 'warn' | 'bad';
  mac?: Mac;
  after?: string;
  children: ReactNode;
}

function Said({ icon: Icon, busy = false, tone, mac, after, children }: SaidProps) {
  return (
    <>
      {busy && (
        <span className={styles.icon}>
          <Spinner />
        </span>
      )}
      {Icon && <Icon size={16} aria-hidden className={cx(styles.icon, tone && styles[tone])} />}
      <div className={styles.words}>
        <p className={cx(styles.first, tone === 'bad' && styles.bad, !Icon && styles.calm)}>
          {mac && <code className={styles.mac}>{formatMac(mac)}</code>} {children}
        </p>
        {after && <p className={styles.after}>{after}</p>}
      </div>
    </>
  );
}
