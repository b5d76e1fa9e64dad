import type { PbxTestResult } from '../../common/ipc/index.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isSettledInForm } from '../ui/problem-text.ts';
import { isHeldBack, RiskySignIn, SignInRisk } from './risky-sign-in.tsx';
import type { TestOutcome } from './use-pbx-test.ts';

export interface TestResultProps {
  result: TestOutcome;
  testing: boolean;
  onRetryKey: () => void;
  onEdit: () => void;
}

/** The result of testing a stored PBX, and what can be done about it. */
export function TestResult({ result, testing, onRetryKey, onEdit }: TestResultProps) {
  const t = useTexts();
  if (result.ok) return <TestPassed facts={result.facts} />;
  const { problem } = result;
  const heldBack = isHeldBack(problem);
  return (
    <ProblemNote
      announce
      problem={problem}
      actions={
        (heldBack || isSettledInForm(problem)) && (
          <>
            {isSettledInForm(problem) && (
              <Action small onPress={onEdit}>
                {editWords(problem.code, t)}
              </Action>
            )}
            {heldBack && <RiskySignIn problem={problem} pending={testing} onSignIn={onRetryKey} />}
          </>
        )
      }
    >
      {heldBack && <SignInRisk problem={problem} />}
    </ProblemNote>
  );
}

/** A successful test. */
export function TestPassed({ facts }: { facts: PbxTestResult }) {
  const t = useTexts();

  return (
    <Note announce tone="ok" title={t.pbxs.passed}>
      <p>{t.pbxs.passedFacts(facts.version, facts.deviceCount)}</p>
    </Note>
  );
}

function editWords(code: string, { pbxs }: Texts): string {
  if (code === 'certificate-untrusted' || code === 'certificate-changed') return pbxs.editToTrust;
  return code === 'pbx-unreachable' || code === 'not-a-3cx' ? pbxs.editAddress : pbxs.editKey;
}
