import { type RefObject, useEffect } from 'react';

/** Has the field focused on arrival, and when the window comes back with the focus nowhere. */
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
