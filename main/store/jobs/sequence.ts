// SQL on the order in which items ended, whatever the clock says: each gets the next number.

/** The number of the latest outcome; 0 before the first. */
export const newestSequence = '(SELECT coalesce(max(sequence), 0) FROM items)';
export const nextSequence = `${newestSequence} + 1`;

/** The PBX entry of a row of `items`, or of its alias in a query. */
export const pbxOf = (items: string): string => `(SELECT pbx_id FROM jobs WHERE id = ${items}.job_id)`;

// The same PBX is the same entry, whatever its address was, or the same address. It counts whether a device certainly
// or only perhaps got a new password.
const isDoneToo = `
  later.target = items.target AND later.state IN ('succeeded', 'uncertain')
  AND (later.pbx_url = items.pbx_url OR ${pbxOf('later')} = ${pbxOf('items')})`;

/**
 * Whether a row `later` is of another job that has, or may have, given the device of a row of `items` a password since. A
 * row with a password is replaced by whatever came after it. A row without one counts from when the user confirmed it,
 * because its own end (skipped, cancelled) may come long after the other job's result.
 */
export const isLater = `${isDoneToo} AND later.job_id <> items.job_id AND later.sequence >
  CASE WHEN items.state IN ('succeeded', 'uncertain') THEN items.sequence ELSE items.agreed_sequence END`;
