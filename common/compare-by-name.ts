const { compare } = new Intl.Collator('en', { numeric: true });

/** Compares names as people sort them: numbers by their value, and capitals beside small letters. */
export const compareByName = (a: { name: string }, b: { name: string }): number => compare(a.name, b.name);
