import type { DocumentText } from '../../common/document-schema.ts';
import { addSkipped, maxFileBytes, nothingSkipped, sourceKind } from '../../common/documents.ts';
import type { FactsOf } from '../../common/errors.ts';
import { listProblem } from '../../common/list/index.ts';
import type { Problem } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { call, problemOf } from '../base/bridge.ts';
import { addSheets } from './sheets.ts';

const maxFiles = 50;

/** The files' text, or why it could not be read. */
export type FilesRead = { ok: true; document: DocumentText } | { ok: false; problem: Problem };

type OpenedFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** Reads files one after the other; all or none of them, except that empty ones beside others are skipped. */
export async function readFiles(files: readonly OpenedFile[]): Promise<FilesRead> {
  if (files.length > maxFiles)
    return refuse({ reason: 'files-too-many', count: files.length, limit: maxFiles });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > maxFileBytes)
    return refuse({
      ...(files.length === 1
        ? { reason: 'file-too-large', path: nameOf(files[0]) }
        : { reason: 'files-too-large' }),
      count: total,
      limit: maxFileBytes,
    });
  let all: DocumentText | null = null;
  let empty: FilesRead | null = null;
  for (const file of files) {
    const read = await readFile(file);
    if (read.ok) all = all ? joined(all, read.document) : read.document;
    else if (read.problem.facts.reason === 'file-empty') empty ??= read;
    else return read;
  }
  if (all) return { ok: true, document: all };
  return empty ?? refuse({ reason: 'file-empty' });
}

/** Reads a pasted text: unchanged, or decoded if it is the source of a mail or a page. */
export async function readPasted(text: string): Promise<FilesRead> {
  if (sourceKind(text) === null) return { ok: true, document: { text, sheets: [], skipped: nothingSkipped } };
  const bytes = new TextEncoder().encode(text);
  return bytes.length > maxFileBytes
    ? { ok: false, problem: listProblem('characters') }
    : readBytes('', bytes);
}

async function readFile(file: OpenedFile): Promise<FilesRead> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refuse({ reason: 'file-unreadable', path: nameOf(file) });
  }
  return readBytes(nameOf(file), bytes);
}

async function readBytes(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<FilesRead> {
  try {
    return { ok: true, document: await call('documents:read', { name, bytes }) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown) };
  }
}

function joined(before: DocumentText, next: DocumentText): DocumentText {
  const skipped = addSkipped(before.skipped, next.skipped);
  return { ...addSheets(before, next), skipped };
}

function nameOf(file: Pick<File, 'name'> | undefined): string {
  return tidy(file?.name ?? '', 60);
}

function refuse(facts: FactsOf<'usage'>): FilesRead {
  return { ok: false, problem: { code: 'usage', facts } };
}
