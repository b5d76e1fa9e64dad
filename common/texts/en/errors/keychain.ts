import type { ErrorTexts } from '../../error-words.ts';
import { thisPbx } from './facts.ts';

/** The keychain of the system. */
export const keychainErrors = {
  'keychain-unavailable': ({ reason }) => ({
    title: 'There is no keychain to keep secrets in',
    happened:
      reason === 'library-missing'
        ? 'The system library libsecret is not installed.'
        : reason === 'no-service'
          ? 'No Secret Service (such as GNOME Keyring or KWallet) is running for this user.'
          : 'The system’s keychain did not work.',
    next:
      reason === 'library-missing'
        ? 'Install it (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring).'
        : 'Log in to a desktop session, or install and start gnome-keyring.',
  }),

  'keychain-locked': ({ reason }) =>
    reason === 'asking'
      ? {
          title: 'The keychain does not answer yet',
          happened:
            'It is probably asking for its password. Look for its window, which may be behind others.',
          next: 'Enter the password there.',
        }
      : {
          title: 'The keychain is locked',
          happened:
            reason === 'dismissed'
              ? 'Rekey can’t access the keychain: the prompt to unlock it was dismissed.'
              : 'Rekey can’t access the keychain: it’s locked, or the unlock prompt wasn’t answered.',
          next: 'Unlock it (on Linux: “Passwords and Keys”, or log in again), then try again.',
        },

  'keychain-entry-missing': (facts) => {
    switch (facts.reason) {
      case 'data-key':
        return {
          title: 'The stored password can’t be opened: its key isn’t in the keychain',
          happened:
            'The key was removed, or this isn’t the computer or user account on which the password was stored.',
          next: 'Read the device’s current password from the PBX instead.',
        };
      case 'not-put-back':
        return {
          title: `The API key of ${thisPbx(facts)} may not be the right one any more`,
          happened:
            'The keychain failed while the key was replaced, and the former one could not be put back.',
          next: 'Enter it again.',
        };
      case 'not-entered':
        return {
          title: `The API key of ${thisPbx(facts)} is missing`,
          happened: 'It hasn’t been entered on this computer yet.',
          next: 'Enter the API key.',
        };
      default:
        return {
          title: `The API key of ${thisPbx(facts)} is not in the keychain`,
          happened:
            'It was removed, or this is another computer or user account than the one it was stored on.',
          next: 'Enter it again.',
        };
    }
  },
} satisfies Partial<ErrorTexts>;
