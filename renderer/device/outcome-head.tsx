import {
  CircleAlert,
  CircleCheck,
  CircleSlash,
  Clock,
  Eye,
  History,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import { makeBesideName } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import { useWords } from '../base/words.tsx';
import { type Activity, replacementOf } from '../state/activity.tsx';
import { cx } from '../ui/cx.ts';
import { RichText } from '../ui/rich-text.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { pastText } from '../ui/time.ts';
import styles from './activity-panel.module.css';
import { headlineOf } from './device-words.ts';
import { PhonesOfUser } from './phones-of-user.tsx';

/** The heading: the outcome, the device, the PBX and the time. */
export function OutcomeHead({ id, activity }: { id: string; activity: Activity }) {
  const { texts: t, format } = useWords();
  const { target } = activity;
  const make = makeBesideName(target);
  const [tone, Icon] = styleOf(activity);
  const end = endOf(activity);
  const at = end ? pastText(end, Date.now(), format) : '';
  const user = deskPhoneUser(target);
  return (
    <div className={styles.head}>
      <span className={cx(styles.icon, tone && styles[tone])}>
        {Icon ? <Icon size={18} aria-hidden /> : <Spinner size={18} />}
      </span>
      <div className={styles.headWords}>
        <h2 id={id}>{headlineOf(activity, t)}</h2>
        <p className={styles.muted}>
          <RichText
            text={
              user
                ? t.deskPhones.about(user.phones.length, target.pbxName, at)
                : t.device.about(formatMac(target.mac), make, target.pbxName, at)
            }
          />
        </p>
        {user && <PhonesOfUser user={user} current={target.mac} />}
      </div>
    </div>
  );
}

function endOf(activity: Activity): string | null {
  if (activity.kind === 'ran') return activity.item.endedAt;
  return activity.kind === 'read' ? activity.at : null;
}

function styleOf(activity: Activity): ['ok' | 'warn' | 'bad' | null, LucideIcon | null] {
  const { replacedAt, surelyReplaced } = replacementOf(activity);
  if (replacedAt !== null) return surelyReplaced ? [null, History] : ['warn', TriangleAlert];
  switch (activity.kind) {
    case 'running':
    case 'reading':
      return [null, null];
    case 'waits':
      return activity.job.state === 'waiting' ? [null, Clock] : ['warn', TriangleAlert];
    case 'read':
      return [null, Eye];
    case 'not-run':
    case 'not-read':
      return activity.problem.code === 'cancelled' ? [null, CircleSlash] : ['bad', CircleAlert];
    case 'ran':
      if (activity.item.state === 'succeeded') return ['ok', CircleCheck];
      if (activity.item.state === 'uncertain') return ['warn', TriangleAlert];
      return activity.item.state === 'cancelled' ? [null, CircleSlash] : ['bad', CircleAlert];
  }
}
