import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';

/** Whether a sign-in was held off, to keep the PBX from blocking this address, but the user may try it. */
export function isHeldBack({ code, facts }: Problem): boolean {
  return code === 'sign-in-held-off' || (code === 'sign-in-refused' && facts.reason === 'refused-before');
}

/** Signs in anyway. */
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

/** The risk of doing that. */
export function SignInRisk({ problem }: { problem: Problem }) {
  const { pbxs } = useTexts();
  return <p>{problem.code === 'sign-in-held-off' ? pbxs.signInNowHint : pbxs.tryKeyAgainHint}</p>;
}
