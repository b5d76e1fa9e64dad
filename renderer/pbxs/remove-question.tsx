import { useState } from 'react';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf } from '../bridge.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Question } from '../ui/question.tsx';

export interface RemoveQuestionProps {
  pbx: Pbx;
  onRemoved: () => void;
  onKeep: () => void;
}

/** Asks in place before a PBX is removed. */
export function RemoveQuestion({ pbx, onRemoved, onKeep }: RemoveQuestionProps) {
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
      question={
        <>
          Remove <b>{pbx.name}</b> from this computer?
        </>
      }
      yes="Remove"
      no="Keep"
      pending={removing}
      onYes={() => void remove()}
      onNo={onKeep}
    >
      <p>
        Its API key is deleted from the keychain, and its device list with it. Nothing changes on the PBX.
      </p>
      <p>What was regenerated stays under History, with its passwords as long as they are kept.</p>
      {problem && <ProblemNote announce problem={problem} />}
    </Question>
  );
}
