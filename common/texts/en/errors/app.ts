import type { ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'its form', page: 'its page' };

/** The system around the app, and bugs in the app. */
export const appErrors = {
  'shortcut-refused': ({ input }) => ({
    title: 'The shortcut couldn’t be set',
    happened: `The system rejected ${input ? `“${input}”` : 'it'}: another program may use it, or this desktop doesn’t allow shortcuts.`,
    next: 'Choose another shortcut. The menu of Rekey’s icon also opens the panel.',
  }),

  'login-item-refused': ({ systemSays }) => ({
    title: 'Opening at login couldn’t be changed',
    happened: `The system rejected the change${systemSays ? ` (${systemSays})` : ''}.`,
    next: 'Change it in the system’s own settings for programs that open at login.',
  }),

  'call-refused': ({ reason }) => {
    const why = entryOf(call, reason);
    return {
      title: 'Rekey rejected a request from its own window',
      happened: `The page isn’t allowed to make this request, or the request wasn’t in the expected form${why ? ` (${why})` : ''}.`,
      next: 'Reload the window. If this happens again, report it as a bug in Rekey.',
    };
  },

  internal: () => ({
    title: 'Something went wrong',
    happened: 'This is a bug in Rekey. You did nothing wrong.',
    next: 'Try again, and report it if it happens again.',
  }),
} satisfies Partial<ErrorTexts>;
