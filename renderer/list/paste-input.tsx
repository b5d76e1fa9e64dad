import { ClipboardPaste, FileText, FolderOpen } from 'lucide-react';
import { type ClipboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { sourceKind } from '../../common/documents.ts';
import type { Problem } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { Progress } from '../ui/progress.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useList } from './list.tsx';
import styles from './paste-input.module.css';

/** With a longer text in the field, every key makes the window wait. */
const maxInField = 50_000;

export interface PasteInputProps {
  /** Whether a text was pasted or opened as a whole and is not read yet. */
  arriving: boolean;
  /** Called when it has been read and contains something. */
  onArrived: () => void;
  onBulk: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onProblem: (problem: Problem | null) => void;
}

/** The list's text: a field to paste into, or a line that summarises it. */
export function PasteInput({ arriving, onArrived, onBulk, onFiles, onProblem }: PasteInputProps) {
  const { list: t } = useTexts();
  const { text, setText, read, progress, unread, plan, view, show } = useList();
  const field = useRef<HTMLTextAreaElement>(null);
  const editable = text.length <= maxInField;
  const writing = view.writing && editable;

  const arrived = useEffectEvent(() => {
    if (read.rows.length === 0) return;
    show({ writing: false });
    onArrived();
  });
  useEffect(() => {
    if (arriving && !unread && text !== '') arrived();
  }, [arriving, unread, text]);

  useEffect(() => {
    if (writing) field.current?.focus();
  }, [writing]);
  // The button for a new list disappears with the old one.
  useEffect(() => {
    if (text === '' && document.activeElement === document.body) field.current?.focus();
  }, [text]);

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    // Within other text, pasting works as usual, unless it is too much for a field.
    if (pasted === '') return;
    if (text !== '' && pasted.length + text.length <= maxInField && sourceKind(pasted) === null) return;
    event.preventDefault();
    onBulk(pasted);
  };
  const pasteFromClipboard = async (): Promise<void> => {
    try {
      const pasted = await call('clipboard:read', undefined);
      if (pasted === null) onProblem({ code: 'usage', facts: { reason: 'clipboard-empty' } });
      else onBulk(pasted);
    } catch (thrown) {
      onProblem(problemOf(thrown));
    }
  };

  const sources = (
    <>
      <Action small {...(writing ? { icon: ClipboardPaste } : {})} onPress={() => void pasteFromClipboard()}>
        {writing ? t.text.fromClipboard : t.text.more}
      </Action>
      <OpenFile icon={writing} onFiles={onFiles} />
    </>
  );
  const rows = plan.rows.length > 0;
  if (!writing)
    return (
      <div className={styles.summary}>
        <Summary />
        <div className={styles.actions}>
          {editable && (
            <Action small onPress={() => show({ writing: true })}>
              {t.text.edit}
            </Action>
          )}
          {sources}
        </div>
      </div>
    );
  return (
    <div className={cx(styles.input, !rows && styles.alone)}>
      <textarea
        ref={field}
        className={cx(styles.field)}
        aria-label={t.title}
        aria-describedby="list-hint"
        placeholder={t.text.placeholder}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onPaste={paste}
      />
      <div className={styles.below}>
        <div className={styles.actions}>
          {sources}
          {rows && (
            <Action small look="quiet" onPress={() => show({ writing: false })}>
              {t.text.hide}
            </Action>
          )}
        </div>
        <p id="list-hint" className={styles.hint}>
          {progress !== null ? (
            <Reading progress={progress} />
          ) : (
            text !== '' && !unread && <Found source="" />
          )}
        </p>
      </div>
    </div>
  );
}

/** A summary of the list, when its text is not shown. */
function Summary() {
  const { text: t } = useTexts().list;
  const { text, files, scans, progress } = useList();
  const [file] = files;
  const source = files.length > 1 ? t.files(files.length) : tidy(file ?? '', 40);
  const withoutText = scans.length > 0 ? t.scans(scans.length) : t.none;
  return (
    <p className={styles.what}>
      <FileText size={16} aria-hidden className={styles.icon} />
      <span>
        {text === '' ? (
          withoutText
        ) : progress === null ? (
          <Found source={source} />
        ) : (
          <Reading progress={progress} />
        )}
      </span>
    </p>
  );
}

/** How much was found in the text. */
function Found({ source }: { source: string }) {
  const { text: t } = useTexts().list;
  const { read } = useList();
  if (read.exceeds) return t.lines(read.lines, source);
  if (read.rows.length === 0) return t.nothingFound(read.lines, source);
  return read.notes === 0 ? t.lines(read.lines, source) : t.withoutMac(read.lines, read.notes, source);
}

function Reading({ progress }: { progress: number }) {
  const { text: t } = useTexts().list;
  const percent = Math.floor(progress * 100);
  return (
    <span className={styles.reading}>
      <Spinner size={14} /> {t.reading}
      <span className={styles.bar}>
        <Progress small label={t.reading} done={percent} total={100} text={t.percent(percent)} />
      </span>
    </span>
  );
}

function OpenFile({ icon, onFiles }: { icon: boolean; onFiles: (files: readonly File[]) => void }) {
  const { text: t } = useTexts().list;
  const input = useRef<HTMLInputElement>(null);
  const [round, setRound] = useState(0);
  return (
    <>
      <Action small {...(icon ? { icon: FolderOpen } : {})} onPress={() => input.current?.click()}>
        {t.openFile}
      </Action>
      <input
        // A new input each time, so that choosing the same file again counts.
        key={round}
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.filesToOpen}
        accept=".xlsx,.xlsm,.ods,.txt,.csv,.tsv,.log,.json,.xml,.conf,.md,.eml,.mbox,.html,.htm,.mht,.mhtml,text/*"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          setRound(round + 1);
        }}
      />
    </>
  );
}
