import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import { WaitingBanner } from '../waiting/waiting-banner.tsx';
import { Banners } from './banners.tsx';
import { FetchBanner } from './fetch-banner.tsx';
import { Header } from './header.tsx';
import { OpenJobsBanner } from './open-jobs-banner.tsx';
import { isWide, type Place } from './places.ts';
import { ProxyLogin } from './proxy-login.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';

export interface ShellProps {
  place: Place;
  /** The job that is open; null if none is. */
  jobId: number | null;
  onPlace: (place: Place) => void;
  onEditPbx: (pbxId: string) => void;
  onJob: (jobId: number) => void;
  children: ReactNode;
}

/** What surrounds every screen: the rail, the header, and urgent notices. */
export function Shell({ place, jobId, onPlace, onEditPbx, onJob, children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <Rail place={place} onPlace={onPlace} />
      <div className={cx(styles.area, isWide(place) && styles.wide)}>
        <Header />
        <Banners onEditPbx={onEditPbx} />
        <ProxyLogin />
        <OpenJobsBanner quiet={place === 'history'} onJob={onJob} onHistory={() => onPlace('history')} />
        <WaitingBanner quiet={place === 'history'} onJob={onJob} onHistory={() => onPlace('history')} />
        <FetchBanner place={place} jobId={jobId} onJob={onJob} />
        {/* Each place has its own element, and so starts scrolled to the top. */}
        <main key={place} className={styles.main}>
          <div className={styles.content}>{children}</div>
        </main>
      </div>
    </div>
  );
}
