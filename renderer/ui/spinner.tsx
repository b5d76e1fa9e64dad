import { LoaderCircle } from 'lucide-react';
import styles from './spinner.module.css';

/** Spins while something is in progress; the words beside it say what. */
export function Spinner({ size = 16 }: { size?: number }) {
  return <LoaderCircle size={size} className={styles.spinner} aria-hidden />;
}
