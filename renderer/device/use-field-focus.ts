import { type RefObject, useEffect } from 'react';

/** Focuses the field on arrival, and when the window gets the focus back with nothing in it focused. */
export function useFieldFocus(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    field.current?.focus();
    const back = (): void => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) field.current?.focus();
    };
    window.addEventListener('focus', back);
    return () => window.removeEventListener('focus', back);
  }, [field]);
}
