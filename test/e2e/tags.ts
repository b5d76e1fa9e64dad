/** Tags a spec that only `npm run test:more` and `npm run pictures` run. */
export const more = '@more';
