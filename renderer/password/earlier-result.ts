import { createContext } from 'react';

/** Whether the last result is shown beside a field in which another device is entered. */
export const EarlierResult = createContext(false);
