/** How many inputs a property is tried with: `PROPERTY_RUNS`, else fast-check's own number. */
import fc from 'fast-check';

const { PROPERTY_RUNS } = process.env;
if (PROPERTY_RUNS) fc.configureGlobal({ numRuns: Number(PROPERTY_RUNS) });
