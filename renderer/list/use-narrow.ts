import { useSyncExternalStore } from 'react';

const query = '(max-width: 560px)';

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/**
 * Whether the window is too narrow for columns, such as a small one at 200 % zoom; the style sheets use the same
 * width.
 */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
