import { CircleAlert, CircleCheck, Info, type LucideIcon, Phone, Search, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { agoText } from '../../common/age.ts';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import { linesText } from '../../common/device-text.ts';
import { describeMacRefusal } from '../../common/error-text.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import { makeOf } from '../../common/make.ts';
import type { Device, Pbx } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import { refusalOf, type Understanding } from '../../common/understand.ts';
import { useTexts } from '../base/words.tsx';
import { maxSearchText } from '../search/use-device-search.ts';
import { useDeviceList } from '../state/device-list.tsx';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { isOld } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { PhonesOfUser } from './phones-of-user.tsx';
import styles from './understanding-line.module.css';

export interface UnderstandingLineProps {
  id: string;
  found: Understanding;
  text: string;
  insisted: boolean;
  /** Whether the device was to be looked up, but there is no list. */
  notLookedUp: boolean;
  /** Whether the question about the device is shown below and names everything. */
  asking: boolean;
  pbx: Pbx;
}

/** Says at every moment how the text in the MAC field is understood. */
export function UnderstandingLine({ id, ...line }: UnderstandingLineProps) {
  return (
    <div id={id} role="status" className={styles.line}>
      <Words {...line} />
    </div>
  );
}

function Words({ found, text, insisted, notLookedUp, asking, pbx }: Omit<UnderstandingLineProps, 'id'>) {
  const t = useTexts();
  const { list, loading, refreshing } = useDeviceList();
  const now = useNow(60_000);
  const age = list ? agoText(list.fetchedAt, now, t) : '';
  switch (found.kind) {
    case 'nothing':
      return <Said after={t.search.hint}>{insisted ? t.device.enterMacFirst : t.device.enterMac}</Said>;
    case 'typing':
      // Letters from A to F alone are more likely a name.
      return insisted && !/\d/.test(text) ? (
        <NoneMatch pbx={pbx} />
      ) : insisted ? (
        <Said icon={CircleAlert} tone="bad">
          {refusalOf(text, t)}
        </Said>
      ) : (
        <Said>{t.device.digits(found.digits)}</Said>
      );
    case 'refused':
      return (
        <Said icon={CircleAlert} tone="bad">
          {describeMacRefusal(found.refusal, t)}
        </Said>
      );
    case 'name':
      return text.trim().length > maxSearchText ? (
        <Said icon={Info}>{t.device.noMac}</Said>
      ) : (
        <NoneMatch pbx={pbx} />
      );
    case 'several':
      return (
        <Said icon={Info} after={t.device.severalHint}>
          <strong>{t.device.several(found.macs.length)}</strong>
        </Said>
      );
    case 'listed':
      return (
        <Said
          icon={CircleCheck}
          tone="ok"
          mac={found.mac}
          after={detailsText(found.device, list && isOld(list.fetchedAt, now) ? age : '', t)}
        >
          <strong>{found.device.name || makeOf(found.device) || t.device.unnamed}</strong>
        </Said>
      );
    case 'desk-phone':
      return <DeskPhone mac={found.mac} device={found.device} asking={asking} />;
    case 'not-listed':
      return (
        <Said
          icon={TriangleAlert}
          tone="warn"
          mac={found.mac}
          after={[t.device.notListedHint(age), list?.deskPhonesRead === false && t.device.mayBeDeskPhone]
            .filter(Boolean)
            .join(' ')}
        >
          <strong>{t.device.notListed(pbx.name)}</strong>
        </Said>
      );
    case 'not-in-part':
      return (
        <Said icon={TriangleAlert} tone="warn" mac={found.mac} after={t.device.notInPartHint(age)}>
          <strong>{t.device.notInPart(pbx.name)}</strong>
        </Said>
      );
    case 'no-list':
      if (loading || refreshing)
        return (
          <Said busy mac={found.mac}>
            {t.device.readingList}
          </Said>
        );
      return notLookedUp ? (
        <Said icon={Info} mac={found.mac}>
          <strong>{t.device.notLookedUp}</strong>
        </Said>
      ) : (
        <Said icon={Info} mac={found.mac} after={t.device.noListHint}>
          <strong>{t.words.listNotFetched}</strong>
        </Said>
      );
  }
}

/** Whose desk phone it is, with all phones that share its password; or why that is not known for sure. */
function DeskPhone({ mac, device, asking }: { mac: Mac; device: Device; asking: boolean }) {
  const t = useTexts();
  const user = deskPhoneUser({ device });
  if (!user)
    return (
      <Said icon={TriangleAlert} tone="warn" mac={mac} after={t.deskPhones.unsure}>
        <strong>{t.device.deskPhone(null)}</strong>
      </Said>
    );
  return (
    <Said
      icon={Phone}
      tone="ok"
      mac={mac}
      after={asking ? '' : t.deskPhones.hasUsersPassword(user.phones.length)}
      below={!asking && user.phones.length > 1 && <PhonesOfUser user={user} current={mac} />}
    >
      <strong>{t.deskPhones.isOf(user.owner ?? t.deskPhones.aUser)}</strong>
      {device.name && ` ${device.name}`}
    </Said>
  );
}

/** Nothing was found for a text that is more likely a name. */
function NoneMatch({ pbx }: { pbx: Pbx }) {
  const { search: t } = useTexts();
  const { list } = useDeviceList();
  return (
    <Said icon={Search} {...(list ? {} : { after: t.noneHint(pbx.name) })}>
      {t.none}
    </Said>
  );
}

/** Beside the name: make, lines and, if it matters, the age of the list. */
function detailsText(device: Device, age: string, t: Texts): string {
  const make = device.name ? makeOf(device) : '';
  return [make, linesText(device, t), age && t.device.listFetched(age)].filter(Boolean).join(' · ');
}

interface SaidProps {
  icon?: LucideIcon;
  /** Something is in progress. */
  busy?: boolean;
  tone?: 'ok' | 'warn' | 'bad';
  mac?: Mac;
  after?: string;
  below?: ReactNode;
  children: ReactNode;
}

function Said({ icon: Icon, busy = false, tone, mac, after, below, children }: SaidProps) {
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
        {below}
      </div>
    </>
  );
}
