import { useActivity } from '../state/activity.tsx';
import { useClipboard } from './clipboard.tsx';
import { refOf } from './password-ref.ts';

/** Gives what copies the password of the last run or reading; it does nothing where that has none. */
export function useNewestPassword(): () => void {
  const { activity } = useActivity();
  const { copy } = useClipboard();
  const ref = activity && refOf(activity);
  return () => {
    // What is said beside the button does not hold for a key: a replaced one is not copied by it.
    if (ref) copy(ref, 'newest', false);
  };
}
