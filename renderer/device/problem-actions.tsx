import { use } from 'react';
import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import type { Target } from '../state/activity.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { isAskedByProxy, isSettledInForm } from '../ui/problem-text.ts';
import { OpenWindowContext } from './open-window.ts';

export interface ProblemActionsProps {
  problem: Problem;
  target: Target;
  onEditPbx: (pbxId: string) => void;
}

/** Links to where a problem can be solved, if that is in the window. */
export function ProblemActions({ problem, target, onEditPbx }: ProblemActionsProps) {
  const t = useTexts();
  const { app, select } = useApp();
  const openWindow = use(OpenWindowContext);
  const other = app.pbxs.find(
    ({ name, id }) =>
      problem.code === 'device-not-found' && name === problem.facts.pbx && id !== target.pbxId,
  );
  if (other)
    return (
      <Action small onPress={() => select(other.id)}>
        {t.words.switchTo(other.name)}
      </Action>
    );
  if (openWindow && isAskedByProxy(problem))
    return (
      <Action small onPress={openWindow}>
        {t.panel.openWindow}
      </Action>
    );
  if (!isSettledInForm(problem) || !app.pbxs.some(({ id }) => id === target.pbxId)) return null;
  return (
    <Action small onPress={() => onEditPbx(target.pbxId)}>
      {t.words.editPbx(target.pbxName)}
    </Action>
  );
}
