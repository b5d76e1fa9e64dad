import { useActivity } from '../state/activity.tsx';
import { useClipboard } from './clipboard.tsx';
import { refOf } from './password-ref.ts';

/** Returns a function that copies the password of the last run or reading; it does nothing if there is none. */
export function useNewestPassword(): () => void {
  const { activity } = useActivity();
  const { copy } = useClipboard();
  const ref = activity && refOf(activity);
  return () => {
    // A key has no warning beside it, so it does not copy a replaced password.
    if (ref) copy(ref, 'newest', false);
  };
}
