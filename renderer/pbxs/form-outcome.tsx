import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import styles from './pbx-form.module.css';
import { isHeldBack, RiskySignIn, SignInRisk } from './risky-sign-in.tsx';
import { TestPassed } from './test-result.tsx';
import type { PbxFormState } from './use-pbx-form.ts';

export interface FormOutcomeProps {
  outcome: PbxFormState['outcome'];
  onTrust: (fingerprint: string) => void;
  /** Tests although signing in is held off. */
  onSignIn: () => void;
}

/** The result of testing or saving, above the form's buttons, scrolled into view. */
export function FormOutcome({ outcome, onTrust, onSignIn }: FormOutcomeProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome) place.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  if (!outcome) return null;
  return (
    <div ref={place} className={styles.outcome}>
      {outcome.ok ? (
        <TestPassed facts={outcome.facts} />
      ) : (
        <Failed problem={outcome.problem} onTrust={onTrust} onSignIn={onSignIn} />
      )}
    </div>
  );
}

/** What went wrong; a certificate can be trusted here. */
function Failed({
  problem,
  onTrust,
  onSignIn,
}: { problem: Problem } & Pick<FormOutcomeProps, 'onTrust' | 'onSignIn'>) {
  const t = useTexts();
  const { fingerprint } = problem.facts;
  const trustable = problem.code === 'certificate-untrusted' || problem.code === 'certificate-changed';
  return (
    <ProblemNote
      announce
      problem={problem}
      actions={
        isHeldBack(problem) ? (
          <RiskySignIn problem={problem} pending={false} onSignIn={onSignIn} />
        ) : (
          trustable &&
          fingerprint && (
            <Action small icon={ShieldCheck} onPress={() => onTrust(fingerprint)}>
              {problem.code === 'certificate-changed' ? t.pbxs.trustNew : t.pbxs.trust}
            </Action>
          )
        )
      }
    >
      {isHeldBack(problem) && <SignInRisk problem={problem} />}
    </ProblemNote>
  );
}
