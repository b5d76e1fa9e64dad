import { useState } from 'react';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf } from '../bridge.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Question } from '../ui/question.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { useTexts } from '../words.tsx';

export interface RemoveQuestionProps {
  pbx: Pbx;
  onRemoved: () => void;
  onKeep: () => void;
}

/** Asks in place before a PBX is removed. */
export function RemoveQuestion({ pbx, onRemoved, onKeep }: RemoveQuestionProps) {
  const t = useTexts();
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const remove = async (): Promise<void> => {
    setRemoving(true);
    setProblem(null);
    try {
      await call('pbxs:remove', { id: pbx.id });
      onRemoved();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setRemoving(false);
    }
  };

  return (
    <Question
      danger
      question={<RichText text={t.pbxs.removeQuestion(pbx.name)} />}
      yes={t.pbxs.remove}
      no={t.pbxs.keep}
      pending={removing}
      onYes={() => void remove()}
      onNo={onKeep}
    >
      <p>{t.pbxs.removeLoses}</p>
      <p>{t.pbxs.removeKeeps}</p>
      {problem && <ProblemNote announce problem={problem} />}
    </Question>
  );
}
