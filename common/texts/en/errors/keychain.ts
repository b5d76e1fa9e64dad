import type { ErrorTexts } from '../../error-words.ts';
import { thisPbx } from './facts.ts';

/** The keychain of the system. */
export const keychainErrors = {
  'keychain-unavailable': ({ reason }) => ({
    title: 'No keychain available',
    happened:
      reason === 'library-missing'
        ? 'The system library libsecret isn’t installed.'
        : reason === 'no-service'
          ? 'No Secret Service (such as GNOME Keyring or KWallet) is running for this user.'
          : 'The system’s keychain didn’t work.',
    next:
      reason === 'library-missing'
        ? 'Install it (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring).'
        : 'Sign in to a desktop session, or install and start gnome-keyring.',
  }),

  'keychain-locked': ({ reason }) =>
    reason === 'asking'
      ? {
          title: 'The keychain isn’t responding yet',
          happened: 'The keychain is probably asking for its password. Its window may be behind others.',
          next: 'Find the window and enter the password there.',
        }
      : {
          title: 'The keychain is locked',
          happened:
            reason === 'dismissed'
              ? 'Rekey can’t access the keychain: the unlock prompt was dismissed.'
              : 'Rekey can’t access the keychain: it’s locked, or the unlock prompt wasn’t answered.',
          next: 'Unlock it (on Linux: in “Passwords and Keys”, or sign in again), then try again.',
        },

  'keychain-entry-missing': (facts) => {
    switch (facts.reason) {
      case 'data-key':
        return {
          title: 'The stored password can’t be opened: its key isn’t in the keychain',
          happened:
            'The key was removed, or the password was stored on another computer or under another user account.',
          next: 'Read the device’s current password from the PBX instead.',
        };
      case 'not-put-back':
        return {
          title: `The API key of ${thisPbx(facts)} may be wrong`,
          happened:
            'The keychain failed while the key was being replaced, and the previous key couldn’t be restored.',
          next: 'Enter the API key again.',
        };
      case 'not-entered':
        return {
          title: `The API key of ${thisPbx(facts)} is missing`,
          happened: 'The API key hasn’t been entered on this computer yet.',
          next: 'Enter the API key.',
        };
      default:
        return {
          title: `The API key of ${thisPbx(facts)} isn’t in the keychain`,
          happened:
            'The API key was removed, or was stored on another computer or under another user account.',
          next: 'Enter the API key again.',
        };
    }
  },
} satisfies Partial<ErrorTexts>;
