import type { ReactNode } from 'react';
import type { Problem } from '../../common/model.ts';
import { useWords } from '../base/words.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { Note, type NoteProps, type Tone } from './note.tsx';
import { describeHere } from './problem-text.ts';
import { RetryAt } from './retry-at.tsx';

export interface ProblemNoteProps
  extends Pick<NoteProps, 'actions' | 'onDismiss' | 'announce' | 'banner' | 'flat'> {
  problem: Problem;
  tone?: Tone;
  children?: ReactNode;
}

/** A problem: what happened, what to do, and the facts that the user has to compare or wait for. */
export function ProblemNote({ problem, tone = 'bad', children, ...note }: ProblemNoteProps) {
  const { title, happened, next } = describeHere(problem, useWords().texts);
  return (
    <Note tone={tone} title={title} {...note}>
      <p>{happened}</p>
      <CertificateFacts facts={problem.facts} />
      {next && <p>{next}</p>}
      {problem.facts.retryAt && <RetryAt at={problem.facts.retryAt} />}
      {children}
    </Note>
  );
}
