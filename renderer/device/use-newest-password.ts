import { useActivity } from '../state/activity.tsx';
import { useClipboard } from '../state/clipboard.tsx';
import { refOf } from './password-ref.ts';

/** Gives what copies the password of the last run or reading; it does nothing where that has none. */
export function useNewestPassword(): () => void {
  const { activity } = useActivity();
  const { copy } = useClipboard();
  const ref = activity && refOf(activity);
  return () => {
    if (ref) copy(ref, 'newest');
  };
}
