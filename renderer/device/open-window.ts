import { createContext } from 'react';

/** Brings the window forward, for what can only be done there; null in the window itself. */
export const OpenWindowContext = createContext<(() => void) | null>(null);
