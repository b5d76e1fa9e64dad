import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Problem } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Copying } from '../state/clipboard.tsx';
import { cx } from '../ui/cx.ts';
import { describeHere } from '../ui/problem-text.ts';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { useTexts } from '../words.tsx';
import styles from './password-control.module.css';
import type { RevealProblem } from './use-reveal.ts';

/** How copying or revealing went. Read out once, not with each second. */
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
  return (
    <>
      <span role="status" className="visually-hidden">
        {copied && copiedText(copied, t)}
      </span>
      {problem ? (
        <p role="alert" className={cx(styles.notice, styles.bad)}>
          <CircleAlert size={14} aria-hidden />
          {problem === 'gone' ? t.device.itIsGone : sentence(problem, t)}
        </p>
      ) : (
        copied && <Copied {...copied} />
      )}
    </>
  );
}

type CopiedNow = Extract<Copying, { state: 'copied' }>;

function Copied(copied: CopiedNow) {
  const t = useTexts();
  const left = leftText(copied.clearedAt, useNow(1000, copied.clearedAt), t);
  if (!left) return null;
  return (
    <p className={cx(styles.notice, styles.ok)}>
      <CircleCheck size={14} aria-hidden />
      {t.device.copiedFor(copiedText(copied, t), left)}
    </p>
  );
}

function problemOfCopy(copying: Copying | null): RevealProblem | null {
  if (copying?.state === 'gone') return 'gone';
  return copying?.state === 'failed' ? copying.problem : null;
}

function sentence(problem: Problem, t: Texts): string {
  const { title, next } = describeHere(problem, t);
  return `${title}. ${next}`;
}

function copiedText({ rows, unreadable = 0 }: CopiedNow, { device }: Texts): string {
  if (rows === undefined) return device.copied;
  return unreadable > 0 ? device.someRowsCopied(rows, unreadable) : device.rowsCopied(rows);
}
