import type { ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'its form', page: 'its page' };

const otherWays = 'Install the .deb or .rpm instead, or use the terminal command from its own archive.';

/** What to do about a start without the sandbox. */
const sandboxNext: Record<ErrorReason<'sandbox-off'>, string> = {
  'as-root': 'Start Rekey as an ordinary user, or use the terminal command from its own archive.',
  'app-image': `${otherWays} If unshare is missing on this system, installing it may be enough.`,
  apparmor: `${otherWays} To let every program create user namespaces: “sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0”.`,
  'clone-forbidden': `${otherWays} To let every user create user namespaces: “sudo sysctl -w kernel.unprivileged_userns_clone=1”.`,
  'no-namespaces': `${otherWays} To allow user namespaces: “sudo sysctl -w user.max_user_namespaces=15000”.`,
};

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

  'sandbox-off': ({ input, reason }) => {
    const advice = entryOf(sandboxNext, reason);
    const ofAppImage = advice !== undefined && reason !== 'as-root';
    return {
      title: 'Rekey doesn’t run without its sandbox',
      happened: `Rekey was started with ${input ?? 'a switch that turns its sandbox off'}, so its window would be unprotected. Nothing was opened.${ofAppImage ? ' An AppImage starts like this where it can’t create a user namespace.' : ''}`,
      next: advice ?? 'Start Rekey without that switch.',
    };
  },

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
