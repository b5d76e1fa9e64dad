import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '../../common/errors.ts';
import type { FetchState, ItemState, JobState } from '../../common/model.ts';

/**
 * Everything that can be logged. Each field is a number, an id that Rekey generated, or a word of a closed set: no
 * field can hold a token, key, password, URL or a text from the PBX.
 */
export type LogEntry =
  | { event: 'started'; version: string; platform: string; node: string }
  | { event: 'request'; operation: Operation; status: number | null; ms: number; code: ErrorCode | null }
  | { event: 'sign-in'; outcome: 'accepted' | ErrorCode; lifeSeconds: number | null }
  | { event: 'token'; change: 'reused' | 'evicted' | 'not-saved' }
  | { event: 'job'; job: number; state: JobState; code: ErrorCode | null }
  | { event: 'item'; job: number; item: number; state: ItemState; attempt: number; code: ErrorCode | null }
  | { event: 'fetch'; item: number; state: FetchState; code: ErrorCode | null }
  | { event: 'retention'; deleted: number }
  | { event: 'error'; code: ErrorCode; where: string | null };

export const operations = [
  'probe',
  'sign-in',
  'status',
  'list-devices',
  'count-devices',
  'list-desk-phones',
  'read-credentials',
  'regenerate',
  'reprovision',
  'read-events',
  'read-addresses',
  'read-user-credentials',
  'regenerate-user',
  'update-check',
] as const;
export type Operation = (typeof operations)[number];

export type Log = (entry: LogEntry) => void;

/** A log and its file. */
export interface OpenedLog {
  log: Log;
  /** Writes nothing from then on. */
  end(): void;
}

const maxLogBytes = 1_000_000;
/** Another process may rotate the file when it is full, so it is not kept open for longer than this. */
const openForMs = 1000;

export function logFile(folder: string): string {
  return join(folder, 'rekey.log');
}

/**
 * Appends each entry as a JSON line to `rekey.log` in a folder; a full file becomes `rekey.log.1`, which replaces the
 * previous one.
 */
export function openLog(folder: string, now: () => number = Date.now): OpenedLog {
  const file = logFile(folder);
  let opened: { descriptor: number; room: number } | null = null;
  let ended = false;

  const close = (): void => {
    const closing = opened;
    opened = null;
    if (closing) closeSync(closing.descriptor);
  };
  const open = (): { descriptor: number; room: number } => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const full = size > maxLogBytes;
    if (full) renameSync(file, `${file}.1`);
    const descriptor = openSync(file, 'a', 0o600);
    setTimeout(() => {
      if (opened?.descriptor === descriptor) close();
    }, openForMs).unref();
    return { descriptor, room: maxLogBytes - (full ? 0 : size) };
  };

  const log: Log = (entry) => {
    if (ended) return;
    try {
      opened ??= open();
      const line = `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`;
      opened.room -= writeSync(opened.descriptor, line);
      if (opened.room < 0) close();
    } catch {
      // A full disk must not stop the job, whose record is stored elsewhere.
    }
  };
  return {
    log,
    end() {
      ended = true;
      close();
    },
  };
}
