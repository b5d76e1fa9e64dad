import { RekeyError } from '../../common/errors.ts';
import { type Pace, paceSchema } from '../../common/model.ts';

export interface PaceOptions {
  concurrency?: string | undefined;
  rate?: string | undefined;
}

/** The speed given by options, or the default. @throws RekeyError `usage` */
export function paceOf({ concurrency, rate }: PaceOptions, base: Pace): Pace {
  const wanted = {
    concurrency: concurrency === undefined ? base.concurrency : Number(concurrency),
    ratePerSecond: rate === undefined ? base.ratePerSecond : rate === 'off' ? null : Number(rate),
  };
  const parsed = paceSchema.safeParse(wanted);
  if (parsed.success) return parsed.data;
  const terminalSays = parsed.error.issues.some(({ path }) => path[0] === 'concurrency')
    ? '--concurrency takes a whole number from 1 to 16.'
    : '--rate takes a whole number from 1 to 50, or "off".';
  throw new RekeyError('usage', { terminalSays });
}

export function paceText({ concurrency, ratePerSecond }: Pace): string {
  const rate = ratePerSecond === null ? 'no limit per second' : `at most ${ratePerSecond} per second`;
  return `${concurrency} at once, ${rate}`;
}
