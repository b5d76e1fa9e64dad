import { createContext } from 'react';

/** Whether the last result stands beside a field in which another device is entered. */
export const EarlierResult = createContext(false);
