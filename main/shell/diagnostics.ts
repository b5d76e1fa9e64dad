import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { arch, release } from 'node:os';
import { z } from 'zod';
import { errorCodeSchema } from '../../common/error-schema.ts';
import type { ErrorCode } from '../../common/errors.ts';
import { type JobState, jobStates } from '../../common/model.ts';
import { type Operation, operations } from '../log/index.ts';
import type { Services } from '../services/index.ts';

/** Versions of the app and of what it runs on. */
export interface ProgramVersions {
  app: string;
  electron: string;
  chromium: string;
  node: string;
}

/** How many bytes at the log's end are read. */
const logTail = 256_000;
const maxErrors = 10;

/** The useful part of an entry. Anything else on a line, or a line that another program wrote, is left out. */
const entrySchema = z.object({
  at: z.iso.datetime(),
  operation: z.enum(operations).nullish().catch(null),
  ms: z.number().min(0).max(3_600_000).nullish().catch(null),
  code: errorCodeSchema.nullish().catch(null),
  outcome: errorCodeSchema.nullish().catch(null),
});
type Entry = z.infer<typeof entrySchema>;

/**
 * Returns diagnostics for finding a fault: versions, counts, codes and times. They consist only of numbers and words
 * of closed sets, so that they contain no name, address, MAC, path or secret and can be sent to anyone.
 */
export function readDiagnostics(
  { store, pbxs, policy, files }: Pick<Services, 'store' | 'pbxs' | 'policy' | 'files'>,
  versions: ProgramVersions,
): string {
  const entries = readEntries(files.log);
  return [
    `Rekey for 3CX ${versions.app}`,
    `Electron ${versions.electron}, Chromium ${versions.chromium}, Node ${versions.node}`,
    // Only the digits: the rest of a custom kernel's release may name the person who built it.
    `System: ${process.platform} ${release().match(/^[\d.]+\d/)?.[0] ?? ''} ${arch()}`,
    `PBXs: ${pbxs.list().length}`,
    `Policy: ${policy.path === null ? 'none' : policy.keys.join(', ') || 'empty'}`,
    `Jobs: ${countsText(store.jobs.countStates())}`,
    '',
    'Last errors in the log:',
    ...orNone(errorsOf(entries).map(({ at, code }) => `  ${at}  ${code}`)),
    '',
    'Requests in the log: median time (how many)',
    ...orNone(timesOf(entries).map(({ operation, ms, n }) => `  ${operation}: ${Math.round(ms)} ms (${n})`)),
  ].join('\n');
}

/** The entries at the log's end; none if it cannot be read. */
function readEntries(file: string): Entry[] {
  return tailOf(file)
    .split('\n')
    .flatMap((line) => {
      const { data } = entrySchema.safeParse(parsed(line));
      return data ? [data] : [];
    });
}

function tailOf(file: string): string {
  try {
    const { size } = statSync(file);
    const descriptor = openSync(file, 'r');
    try {
      const length = Math.min(size, logTail);
      const bytes = Buffer.alloc(length);
      return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, length, size - length));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}

/** The first line read is usually incomplete. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Newest first. */
function errorsOf(entries: readonly Entry[]): { at: string; code: ErrorCode }[] {
  return entries
    .flatMap(({ at, code, outcome }) => {
      const failed = code ?? outcome;
      return failed ? [{ at, code: failed }] : [];
    })
    .slice(-maxErrors)
    .reverse();
}

function timesOf(entries: readonly Entry[]): { operation: Operation; ms: number; n: number }[] {
  return operations.flatMap((operation) => {
    const times = entries
      .flatMap((entry) => (entry.operation === operation && typeof entry.ms === 'number' ? [entry.ms] : []))
      .sort((a, b) => a - b);
    const ms = times[Math.floor(times.length / 2)];
    return ms === undefined ? [] : [{ operation, ms, n: times.length }];
  });
}

function countsText(counts: Partial<Record<JobState, number>>): string {
  const found = jobStates.filter((state) => counts[state]);
  return found.map((state) => `${counts[state]} ${state}`).join(', ') || 'none';
}

function orNone(lines: string[]): string[] {
  return lines.length > 0 ? lines : ['  none'];
}
