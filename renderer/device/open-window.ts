import { createContext } from 'react';

/** Brings the main window to the front, for what can only be done there; null in the main window itself. */
export const OpenWindowContext = createContext<(() => void) | null>(null);
