import { KeyRound } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { cx } from '../ui/cx.ts';
import { lastPlaces, type Place, places } from './places.ts';
import styles from './rail.module.css';
import { RailProgress } from './rail-progress.tsx';

/** The navigation between the window's places. */
export function Rail({ place, onPlace }: { place: Place; onPlace: (place: Place) => void }) {
  const t = useTexts();
  const { app } = useApp();
  return (
    <nav className={styles.rail} aria-label={t.shell.places.label}>
      <p className={styles.brand}>
        <KeyRound size={18} aria-hidden />
        Rekey
      </p>
      {[places, lastPlaces].map((group) => (
        <ul key={group[0]?.place} className={styles.places}>
          {group.map(({ place: each, icon: Icon }) => (
            <li key={each}>
              <Button
                className={cx(styles.place)}
                onPress={() => onPlace(each)}
                {...(each === place ? { 'aria-current': 'page' } : {})}
              >
                <Icon size={16} aria-hidden />
                <span className={styles.word} data-word={t.shell.places[each]}>
                  {t.shell.places[each]}
                </span>
                {each === 'history' && <RailProgress />}
              </Button>
            </li>
          ))}
        </ul>
      ))}
      <p className={styles.version}>{t.shell.version(app.version)}</p>
    </nav>
  );
}
