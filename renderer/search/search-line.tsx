import { Search } from 'lucide-react';
import { useTexts } from '../base/words.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './search.module.css';
import { type DeviceSearch, foundAtMost } from './use-device-search.ts';

/** The state of a search, when a search is all that the text can mean. */
export function SearchLine({ id, search }: { id: string; search: DeviceSearch }) {
  const { search: t } = useTexts();
  return (
    <div id={id} role="status" className={styles.line}>
      <span className={styles.icon}>
        {search.state === 'looking' ? <Spinner /> : <Search size={16} aria-hidden />}
      </span>
      <p className={styles.muted}>
        {search.state === 'looking' ? t.looking : <Count count={search.found.length} />}
      </p>
    </div>
  );
}

/** How many were found, and how to choose one. */
export function Count({ count }: { count: number }) {
  const { search: t } = useTexts();
  return count === foundAtMost ? t.foundMore(count) : t.found(count);
}

/** The PBXs in which a search may have missed devices; renders nothing if it covered all. */
export function SearchGaps({ search: { notSearched, incomplete } }: { search: DeviceSearch }) {
  const { search: t } = useTexts();
  const texts = [
    ...(notSearched.length > 0 ? [t.notSearched(notSearched)] : []),
    ...(incomplete.length > 0 ? [t.incomplete(incomplete)] : []),
  ];
  if (texts.length === 0) return null;
  return (
    <div role="status" className={styles.gaps}>
      {texts.map((text) => (
        <p key={text} title={text} className={styles.muted}>
          {text}
        </p>
      ))}
    </div>
  );
}
