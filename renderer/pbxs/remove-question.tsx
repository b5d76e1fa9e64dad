import { useEffect, useId, useRef, useState } from 'react';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf } from '../bridge.ts';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import styles from './pbx-card.module.css';

export interface RemoveQuestionProps {
  pbx: Pbx;
  onRemoved: () => void;
  onKeep: () => void;
}

/** Asks in place before a PBX is removed. */
export function RemoveQuestion({ pbx, onRemoved, onKeep }: RemoveQuestionProps) {
  const id = useId();
  const keep = useRef<HTMLButtonElement>(null);
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => keep.current?.focus(), []);

  const remove = async (): Promise<void> => {
    setRemoving(true);
    try {
      await call('pbxs:remove', { id: pbx.id });
      onRemoved();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setRemoving(false);
    }
  };

  return (
    <fieldset
      aria-labelledby={id}
      aria-describedby={`${id}-what`}
      className={styles.question}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !removing) onKeep();
      }}
    >
      <p id={id}>
        Remove <b>{pbx.name}</b> from this computer?
      </p>
      <p id={`${id}-what`}>
        Its API key is deleted from the keychain, and its device list with it. The history of what was
        regenerated stays. Nothing changes on the PBX.
      </p>
      {problem && <ProblemNote announce problem={problem} />}
      <div className={styles.actions}>
        <Action small look="danger" pending={removing} onPress={() => void remove()}>
          Remove
        </Action>
        <Action ref={keep} small onPress={onKeep}>
          Keep
        </Action>
      </div>
    </fieldset>
  );
}
