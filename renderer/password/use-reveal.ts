import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PasswordRef } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { type PasswordPiece, piecesOf } from '../../common/visible.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';
import { keyOf } from '../state/password-key.ts';

const shownForMs = 30_000;

/** `gone`: its retention time is over, or main has discarded the reading. */
export type RevealProblem = Problem | 'gone';

export interface Reveal {
  /** The element that contains the password while it is shown; nothing else ever holds it. */
  text: RefObject<HTMLElement | null>;
  shown: boolean;
  problem: RevealProblem | null;
  reveal: () => void;
  hide: () => void;
}

/** Shows a password for a while: until hidden, for 30 seconds, or until the window loses the focus. */
export function useReveal(ref: PasswordRef, evenReplaced: boolean): Reveal {
  const text = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(false);
  const [problem, setProblem] = useState<RevealProblem | null>(null);
  // An answer that arrives after hiding is not shown.
  const begin = useNewest();

  const hide = useCallback(() => {
    begin();
    text.current?.replaceChildren();
    setShown(false);
  }, [begin]);

  const reveal = async (): Promise<void> => {
    const isNewest = begin();
    setProblem(null);
    try {
      const password = await call('passwords:reveal', { ref, evenReplaced });
      if (!isNewest()) return;
      if (password === null) return setProblem('gone');
      if (!text.current) return;
      // The copy handler must be installed first.
      flushSync(() => setShown(true));
      text.current.replaceChildren(...piecesOf(password).map(pieceNode));
    } catch (thrown) {
      if (isNewest()) setProblem(problemOf(thrown));
    }
  };

  // Once it is replaced, the shown password is no longer what it was shown as.
  const key = `${keyOf(ref)} ${evenReplaced}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another password begins hidden
  useEffect(() => {
    window.addEventListener('blur', hide);
    return () => {
      window.removeEventListener('blur', hide);
      hide();
      setProblem(null);
    };
  }, [key, hide]);

  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(hide, shownForMs);
    return () => clearTimeout(timer);
  }, [shown, hide]);

  return { text, shown, problem, reveal: () => void reveal(), hide };
}

/** An invisible character is named, set off from characters that stand for themselves. */
function pieceNode({ text, named }: PasswordPiece): Node {
  if (!named) return document.createTextNode(text);
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}
