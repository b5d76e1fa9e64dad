import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';

/** Whether a sign-in was not tried, to keep the PBX from blocking this address, and a person may have it tried. */
export function isHeldBack({ code, facts }: Problem): boolean {
  return code === 'sign-in-held-off' || (code === 'sign-in-refused' && facts.reason === 'refused-before');
}

/** Signs in all the same. */
export function RiskySignIn({
  problem,
  pending,
  onSignIn,
}: {
  problem: Problem;
  pending: boolean;
  onSignIn: () => void;
}) {
  const { pbxs } = useTexts();
  return (
    <Action small pending={pending} onPress={onSignIn}>
      {problem.code === 'sign-in-held-off' ? pbxs.signInNow : pbxs.tryKeyAgain}
    </Action>
  );
}

/** What that risks. */
export function SignInRisk({ problem }: { problem: Problem }) {
  const { pbxs } = useTexts();
  return <p>{problem.code === 'sign-in-held-off' ? pbxs.signInNowHint : pbxs.tryKeyAgainHint}</p>;
}
