import type { DemoPbx } from './index.ts';

/** Commands for a PBX get the demo 3CX's address, as with `--url` for any PBX that is not stored. */
const onPbx = ['devices', 'regenerate', 'password', 'fetch', 'jobs resume', 'jobs retry', 'pbx test'];
/** Without a stored PBX their passwords have to be shown. */
const showing = ['regenerate', 'password', 'jobs resume', 'jobs retry'];

/** Returns a command line as it was typed at the demo's prompt, with what it needs on the demo 3CX. */
export function onDemo(args: readonly string[], pbx: Pick<DemoPbx, 'url' | 'clientId'>): string[] {
  const [first = '', second = ''] = args;
  const isOneOf = (names: readonly string[]): boolean =>
    names.includes(first) || names.includes(`${first} ${second}`);
  const target =
    isOneOf(onPbx) && !args.includes('--url') ? ['--url', pbx.url, '--client-id', pbx.clientId] : [];
  const shown = isOneOf(showing) && !args.includes('--show-passwords') ? ['--show-passwords'] : [];
  return [...args, ...target, ...shown];
}

/** Splits a line at its spaces, except between quotes. */
export function splitArguments(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) =>
    String(double ?? single ?? bare),
  );
}
