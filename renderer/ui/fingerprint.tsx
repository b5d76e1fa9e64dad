import styles from './fingerprint.module.css';

/** A certificate's fingerprint in four lines of two groups, as people compare them. */
export function Fingerprint({ label, value }: { label: string; value: string }) {
  const bytes = value.split(':');
  const rows = Array.from({ length: Math.ceil(bytes.length / 8) }, (_, row) => {
    const eight = bytes.slice(row * 8, row * 8 + 8);
    return [eight.slice(0, 4).join(':'), eight.slice(4).join(':')];
  });
  return (
    <figure className={styles.fingerprint}>
      <figcaption className={styles.label}>{label}</figcaption>
      <code className={styles.value}>
        {rows.map(([left, right], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one value never move
          <span key={row} className={styles.row}>
            <span>{left}</span> <span>{right}</span>{' '}
          </span>
        ))}
      </code>
    </figure>
  );
}
