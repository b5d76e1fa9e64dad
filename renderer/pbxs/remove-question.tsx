import { useEffect, useState } from 'react';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';
import { useTexts } from '../base/words.tsx';
import { useJobs } from '../state/jobs.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Question } from '../ui/question.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { HistoryChoice } from './history-choice.tsx';

export interface RemoveQuestionProps {
  pbx: Pbx;
  onRemoved: () => void;
  onKeep: () => void;
}

/** Asks in place before a PBX is removed. */
export function RemoveQuestion({ pbx, onRemoved, onKeep }: RemoveQuestionProps) {
  const t = useTexts();
  const { relist } = useJobs();
  const jobs = useCountOfJobs(pbx.id);
  const [history, setHistory] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const remove = async (): Promise<void> => {
    setRemoving(true);
    setProblem(null);
    try {
      await call('pbxs:remove', { id: pbx.id, history });
      if (history) relist();
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
      {!history && <p>{t.pbxs.removeKeeps}</p>}
      {jobs > 0 && <HistoryChoice jobs={jobs} chosen={history} disabled={removing} onChoose={setHistory} />}
      {problem && <ProblemNote announce problem={problem} />}
    </Question>
  );
}

/** How many jobs it has; 0 until that is known, so that there is nothing to choose. */
function useCountOfJobs(id: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    return whileWanted(call('pbxs:count-jobs', { id }), setCount);
  }, [id]);
  return count;
}
