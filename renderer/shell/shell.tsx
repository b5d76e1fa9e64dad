import type { ReactNode } from 'react';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import type { Place } from './places.ts';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';

export interface ShellProps {
  place: Place;
  onPlace: (place: Place) => void;
  onEditPbx: (pbxId: string) => void;
  children: ReactNode;
}

/** What stands around every screen: the rail, the header, and what has to be known at once. */
export function Shell({ place, onPlace, onEditPbx, children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <Rail place={place} onPlace={onPlace} />
      <div className={styles.area}>
        <Header />
        <Banners onEditPbx={onEditPbx} />
        <main className={styles.main}>
          <div className={styles.content}>{children}</div>
        </main>
      </div>
    </div>
  );
}
