/** How many inputs each property is tested with: `PROPERTY_RUNS`, else fast-check's default. */
import fc from 'fast-check';

const { PROPERTY_RUNS } = process.env;
if (PROPERTY_RUNS) fc.configureGlobal({ numRuns: Number(PROPERTY_RUNS) });
