import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { cx } from '../ui/cx.ts';
import { describeHere } from '../ui/problem-text.ts';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import type { Copying } from './clipboard.tsx';
import styles from './password-control.module.css';
import type { RevealProblem } from './use-reveal.ts';

/** The result of copying or revealing. Read out once, not every second. */
export function CopyNotice({
  copying,
  revealProblem,
}: {
  copying: Copying | null;
  revealProblem: RevealProblem | null;
}) {
  const t = useTexts();
  const problem = revealProblem ?? problemOfCopy(copying);
  const copied = copying?.state === 'copied' ? copying : null;
  const remarks = copied ? remarksOf(copied, t) : [];
  return (
    <>
      <span role="status" className="visually-hidden">
        {copied && [copiedText(copied, t), ...remarks].join('. ')}
      </span>
      {problem ? (
        <p role="alert" className={cx(styles.notice, styles.bad)}>
          <CircleAlert size={14} aria-hidden />
          {problemText(problem, t)}
        </p>
      ) : (
        copied && <CopiedFor copied={copied} />
      )}
      {!problem && remarks.length > 0 && (
        <p className={cx(styles.notice, styles.warn)}>
          <TriangleAlert size={14} aria-hidden />
          {remarks.join(' ')}
        </p>
      )}
    </>
  );
}

type Copied = Extract<Copying, { state: 'copied' }>;

function CopiedFor({ copied }: { copied: Copied }) {
  const t = useTexts();
  const { clipboardClearsOnlyInFront } = useApp().app;
  const left = leftText(copied.clearedAt, useNow(1000, copied.clearedAt), t);
  if (!left) return null;
  const { copiedFor, copiedForInFront } = t.device;
  return (
    <p className={cx(styles.notice, styles.ok)}>
      <CircleCheck size={14} aria-hidden />
      {(clipboardClearsOnlyInFront ? copiedForInFront : copiedFor)(copiedText(copied, t), left)}
    </p>
  );
}

/** What the user should know before pasting. */
function remarksOf({ table, current, replacedSince }: Copied, { device }: Texts): string[] {
  const perhaps = table ? table.copied - current.length : 0;
  return [
    replacedSince > 0 ? device.copiedReplaced(replacedSince) : '',
    table && table.replaced > 0 ? device.rowsReplaced(table.replaced) : '',
    perhaps > 0 ? device.rowsPerhapsReplaced(perhaps) : '',
    table && table.risky > 0 ? device.rowsRisky(table.risky) : '',
  ].filter((text) => text !== '');
}

type CopyProblem = RevealProblem | 'replaced';

function problemOfCopy(copying: Copying | null): CopyProblem | null {
  if (copying?.state === 'gone' || copying?.state === 'replaced') return copying.state;
  return copying?.state === 'failed' ? copying.problem : null;
}

function problemText(problem: CopyProblem, t: Texts): string {
  if (problem === 'gone') return t.device.itIsGone;
  if (problem === 'replaced') return t.device.allReplaced;
  const { title, next } = describeHere(problem, t);
  return `${title}. ${next}`;
}

function copiedText({ table }: Copied, { device }: Texts): string {
  if (table === null) return device.copied;
  const { copied, unreadable } = table;
  return unreadable > 0 ? device.someRowsCopied(copied, unreadable) : device.rowsCopied(copied);
}
