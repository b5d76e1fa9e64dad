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
  /** The user pressed Enter, so an unfinished text counts as wrong. */
  insisted: boolean;
  /** Whether a lookup was attempted, but no list could be read. */
  notLookedUp: boolean;
  /** Whether the question below is shown; it names the user and all phones, so they are left out here. */
  asking: boolean;
  pbx: Pbx;
}

/** Says how the text in the MAC field is understood, unless it is being searched for. */
export function UnderstandingLine({ id, ...line }: UnderstandingLineProps) {
  return (
    <div id={id} role="status" className={styles.line}>
      <UnderstandingText {...line} />
    </div>
  );
}

function UnderstandingText({
  found,
  text,
  insisted,
  notLookedUp,
  asking,
  pbx,
}: Omit<UnderstandingLineProps, 'id'>) {
  const t = useTexts();
  const { list, loading, refreshing } = useDeviceList();
  const now = useNow(60_000);
  const age = list ? agoText(list.fetchedAt, now, t) : '';
  const mayBeDeskPhone = list?.deskPhonesRead === false && t.device.mayBeDeskPhone;
  switch (found.kind) {
    case 'nothing':
      return (
        <StatusLine detail={t.search.hint}>
          {insisted ? t.device.enterMacFirst : t.device.enterMac}
        </StatusLine>
      );
    case 'typing':
      if (!insisted) return <StatusLine>{t.device.digits(found.digits)}</StatusLine>;
      // Letters from A to F alone are more likely a name.
      return /\d/.test(text) ? (
        <StatusLine icon={CircleAlert} tone="bad">
          {refusalOf(text, t)}
        </StatusLine>
      ) : (
        <NoneMatch />
      );
    case 'refused':
      return (
        <StatusLine icon={CircleAlert} tone="bad">
          {describeMacRefusal(found.refusal, t)}
        </StatusLine>
      );
    case 'name':
      return text.trim().length > maxSearchText ? (
        <StatusLine icon={Info}>{t.device.noMac}</StatusLine>
      ) : (
        <NoneMatch />
      );
    case 'several':
      return (
        <StatusLine icon={Info} detail={t.device.severalHint}>
          <strong>{t.device.several(found.macs.length)}</strong>
        </StatusLine>
      );
    case 'listed':
      return (
        <StatusLine
          icon={CircleCheck}
          tone="ok"
          mac={found.mac}
          detail={detailsText(found.device, list && isOld(list.fetchedAt, now) ? age : '', t)}
        >
          <strong>{found.device.name || makeOf(found.device) || t.device.unnamed}</strong>
        </StatusLine>
      );
    case 'desk-phone':
      return <DeskPhone mac={found.mac} device={found.device} asking={asking} />;
    case 'not-listed':
      return (
        <StatusLine
          icon={TriangleAlert}
          tone="warn"
          mac={found.mac}
          detail={[t.device.notListedHint(age), mayBeDeskPhone].filter(Boolean).join(' ')}
        >
          <strong>{t.device.notListed(pbx.name)}</strong>
        </StatusLine>
      );
    case 'not-in-part':
      return (
        <StatusLine
          icon={TriangleAlert}
          tone="warn"
          mac={found.mac}
          detail={[t.device.notInPartHint(age), mayBeDeskPhone].filter(Boolean).join(' ')}
        >
          <strong>{t.device.notInPart(pbx.name)}</strong>
        </StatusLine>
      );
    case 'no-list':
      if (loading || refreshing)
        return (
          <StatusLine busy mac={found.mac}>
            {t.device.readingList}
          </StatusLine>
        );
      return notLookedUp ? (
        <StatusLine icon={Info} mac={found.mac}>
          <strong>{t.device.notLookedUp}</strong>
        </StatusLine>
      ) : (
        <StatusLine icon={Info} mac={found.mac} detail={t.device.noListHint}>
          <strong>{t.words.listNotFetched}</strong>
        </StatusLine>
      );
  }
}

/** Whose desk phone it is, with all phones that share its password; or why that is not known for sure. */
function DeskPhone({ mac, device, asking }: { mac: Mac; device: Device; asking: boolean }) {
  const t = useTexts();
  const user = deskPhoneUser({ device });
  if (!user)
    return (
      <StatusLine icon={TriangleAlert} tone="warn" mac={mac} detail={t.deskPhones.unsure}>
        <strong>{t.device.deskPhone(null)}</strong>
      </StatusLine>
    );
  return (
    <StatusLine
      icon={Phone}
      tone="ok"
      mac={mac}
      detail={asking ? '' : t.deskPhones.hasUsersPassword(user.phones.length)}
      extra={!asking && user.phones.length > 1 && <PhonesOfUser user={user} current={mac} />}
    >
      <strong>{t.deskPhones.isOf(user.owner ?? t.deskPhones.aUser)}</strong>
      {device.name && ` ${device.name}`}
    </StatusLine>
  );
}

/** Nothing was found for a text that is more likely a name. */
function NoneMatch() {
  const { search: t } = useTexts();
  return <StatusLine icon={Search}>{t.none}</StatusLine>;
}

/** Below the name: make, lines and, if the list is old, its age. */
function detailsText(device: Device, age: string, t: Texts): string {
  const make = device.name ? makeOf(device) : '';
  return [make, linesText(device, t), age && t.device.listFetched(age)].filter(Boolean).join(' · ');
}

interface StatusLineProps {
  icon?: LucideIcon;
  /** Something is in progress. */
  busy?: boolean;
  tone?: 'ok' | 'warn' | 'bad';
  mac?: Mac;
  /** Below the text. */
  detail?: string;
  /** Below the detail. */
  extra?: ReactNode;
  children: ReactNode;
}

function StatusLine({ icon: Icon, busy = false, tone, mac, detail, extra, children }: StatusLineProps) {
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
        {detail && <p className={styles.detail}>{detail}</p>}
        {extra}
      </div>
    </>
  );
}
