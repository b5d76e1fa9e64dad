import type { Scenario } from './scenario.ts';

/** What the app's own client sends: each request must fit the file. */
export const clientScenarios: Scenario[] = [];
