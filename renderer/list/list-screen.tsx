import { ListPlus } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DocumentText } from '../../common/document-schema.ts';
import { hasSkipped } from '../../common/documents.ts';
import type { Pbx, Problem } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { useTexts } from '../base/words.tsx';
import { JobView } from '../jobs/job-view.tsx';
import { isSetupFile, useSetupFile } from '../state/setup-file.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import dropStyles from '../ui/file-drop.module.css';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isTextEntry } from '../ui/text-entry.ts';
import { useFileDrop } from '../ui/use-file-drop.ts';
import { useList } from './list.tsx';
import { ListHead } from './list-head.tsx';
import styles from './list-screen.module.css';
import { PasteInput } from './paste-input.tsx';
import { PlanPart } from './plan-part.tsx';
import { readFiles, readPasted } from './read-files.ts';
import { ScanInput } from './scan-input.tsx';
import { StartingPart } from './starting-part.tsx';

/** Many devices: from any text with their MACs, through a plan, to their new passwords. */
export function ListScreen({ pbx, onEditPbx }: { pbx: Pbx; onEditPbx: (pbxId: string) => void }) {
  const { list: t } = useTexts();
  const list = useList();
  const { run } = list.run;
  if (run?.kind === 'job')
    return (
      <div className={styles.screen}>
        <JobPart>
          <JobView jobId={run.jobId} onEditPbx={onEditPbx} />
        </JobPart>
        <div>
          <Action icon={ListPlus} onPress={list.reset}>
            {t.newList}
          </Action>
        </div>
      </div>
    );
  if (run?.kind === 'starting')
    return (
      <div className={styles.screen}>
        <h1 className="visually-hidden">{t.title}</h1>
        <StartingPart starting={run} />
      </div>
    );
  return <Preparation pbx={pbx} onEditPbx={onEditPbx} />;
}

/** Takes the focus when the plan that had it is gone. */
function JobPart({ children }: { children: ReactNode }) {
  const { list: t } = useTexts();
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) part.current?.focus();
  }, []);
  return (
    <section ref={part} tabIndex={-1} aria-label={t.job} className={styles.job}>
      {children}
    </section>
  );
}

function Preparation({ pbx, onEditPbx }: { pbx: Pbx; onEditPbx: (pbxId: string) => void }) {
  const { list: t } = useTexts();
  const { addDocument, show, view, limit, plan, skipped, dismissSkipped } = useList();
  const [problem, setProblem] = useState<Problem | null>(null);
  const planPart = useRef<HTMLElement>(null);
  const setupFile = useSetupFile();
  const [arriving, setArriving] = useState(false);

  const addInBulk = (document: DocumentText, files?: readonly string[]): void => {
    setProblem(null);
    addDocument(document, files);
    setArriving(true);
    show({ mode: 'paste' });
  };
  const addPasted = async (text: string): Promise<void> => {
    const read = await readPasted(text);
    if (read.ok) addInBulk(read.document);
    else setProblem(read.problem);
  };
  const openFiles = async (files: readonly File[], folder: string | null = null): Promise<void> => {
    if (folder !== null)
      return setProblem({ code: 'usage', facts: { reason: 'file-is-folder', path: tidy(folder, 60) } });
    if (files.length === 0) return;
    // A setup file that is dropped or opened here by mistake is not a list.
    for (const file of files) if (await isSetupFile(file)) return setupFile.receive(file);
    const read = await readFiles(files);
    if (read.ok)
      addInBulk(
        read.document,
        files.map(({ name }) => name),
      );
    else setProblem(read.problem);
  };
  usePasteAnywhere({ onText: (text) => void addPasted(text), onFiles: (files) => void openFiles(files) });
  const dropping = useFileDrop((files, folder) => void openFiles(files, folder));

  const rows = plan.rows.length > 0;
  return (
    <div className={cx(styles.screen, dropping.over && dropStyles.over)} {...dropping.handlers}>
      <h1 className="visually-hidden">{t.title}</h1>
      <ListHead />
      {view.mode === 'scan' ? (
        <ScanInput pbx={pbx} />
      ) : (
        <PasteInput
          arriving={arriving}
          onArrived={() => {
            setArriving(false);
            planPart.current?.focus();
          }}
          onBulk={(text) => void addPasted(text)}
          onFiles={(files) => void openFiles(files)}
          onProblem={setProblem}
        />
      )}
      {problem && <ProblemNote announce problem={problem} onDismiss={() => setProblem(null)} />}
      {hasSkipped(skipped) && (
        <Note announce tone="warn" title={t.skippedTitle} onDismiss={dismissSkipped}>
          {t.skipped(skipped)}
        </Note>
      )}
      {limit && <ProblemNote announce problem={limit} />}
      {rows && !limit && <PlanPart ref={planPart} pbx={pbx} onEditPbx={onEditPbx} />}
      {dropping.over && <p className={dropStyles.words}>{t.dropFiles}</p>}
    </div>
  );
}

interface PasteListeners {
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
}

/** Handles pasted text if there is no field for it, and pasted files everywhere. */
function usePasteAnywhere({ onText, onFiles }: PasteListeners): void {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const files = [...(event.clipboardData?.files ?? [])];
    if (event.defaultPrevented) return;
    if (text !== '' ? isTextEntry(event.target) : files.length === 0) return;
    event.preventDefault();
    if (text !== '') onText(text);
    else onFiles(files);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent): void => pasted(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
