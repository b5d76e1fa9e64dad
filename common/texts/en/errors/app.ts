import type { ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'its form', page: 'its page' };

/** The system around the app, and bugs in it. */
export const appErrors = {
  'shortcut-refused': ({ input }) => ({
    title: 'The shortcut could not be set',
    happened: `The system did not take ${input ? `“${input}”` : 'it'}: another program may use it, or this desktop allows none.`,
    next: 'Choose another one. The tray’s menu opens the panel as well.',
  }),

  'login-item-refused': ({ systemSays }) => ({
    title: 'Starting at log-in could not be changed',
    happened: `The system did not take the change${systemSays ? ` (${systemSays})` : ''}.`,
    next: 'Look under the system’s own settings for programs that start at log-in.',
  }),

  'call-refused': ({ reason }) => {
    const why = entryOf(call, reason);
    return {
      title: 'A request of the window was refused',
      happened: `It came from a page that may not ask, or was not in the expected form${why ? ` (${why})` : ''}.`,
      next: 'Reload the window. If it stays, report it: this is a fault in the program.',
    };
  },

  internal: () => ({
    title: 'Something in Rekey went wrong',
    happened: 'This is a fault in the program, not in what you did.',
    next: 'Try again, and report it if it stays.',
  }),
} satisfies Partial<ErrorTexts>;
