import type { ErrorFacts } from '../../../errors.ts';
import type { ErrorTexts, ErrorWords } from '../../error-words.ts';
import { pastTime } from '../../format.ts';
import type { Counting } from '../counting.ts';
import { says, status } from './facts.ts';

const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';

function notFound(facts: ErrorFacts): ErrorWords {
  switch (facts.reason) {
    case 'user-gone':
      return {
        title: 'The PBX no longer has this user',
        happened: `The user of this desk phone no longer exists on the PBX.${says(facts)}`,
        next: 'Check in the 3CX Admin Console whose desk phone it is, then refresh the device list.',
      };
    case 'cannot-fetch':
      return {
        title: 'The PBX can’t ask this device to fetch',
        happened: `The PBX doesn’t find this MAC address among the devices that it can ask to fetch.${says(facts)}`,
        next: 'Restart the device itself, or have it fetch its configuration in the 3CX Admin Console.',
      };
    default:
      return {
        title: 'Not in this PBX’s device list',
        happened: `The PBX has no gateway or DECT base with this MAC address.${facts.reason === 'desk-phones-unread' ? ' The device may be a desk phone: those couldn’t be read.' : ''}${facts.pbx ? ` The device is in the device list of ${facts.pbx}.` : ''}${says(facts)}`,
        next: facts.pbx
          ? `Regenerate the password on ${facts.pbx}.`
          : 'Check the MAC address on the device’s label, and that the device was added to this PBX.',
      };
  }
}

/** Errors of one device and its password. */
export const deviceErrors = ({ moment, clock, day }: Counting) =>
  ({
    'device-not-found': notFound,

    'pbx-version-unknown': (facts) => ({
      title: 'Unknown PBX version',
      happened: `The request for a desk phone depends on the 3CX version, ${facts.version ? `and Rekey doesn’t know “${facts.version}”` : 'which Rekey couldn’t read'}. Nothing was sent.`,
      next: facts.version
        ? 'Regenerate the desk phone password in the 3CX Admin Console.'
        : 'Give the API client a role that can read the system status, or regenerate the desk phone password in the 3CX Admin Console.',
    }),

    'device-is-desk-phone': (facts) => ({
      title: 'A desk phone, not a gateway or DECT base',
      happened: `This is the desk phone of ${facts.owner ?? 'a user'}. Its web password belongs to the user.`,
      next: 'To give the user a new password, include the desk phone, or regenerate the password at the user in the 3CX Admin Console.',
    }),

    'outcome-uncertain': (facts) => ({
      title: 'The password may have changed',
      happened: brokeOff(facts)
        ? 'The job was interrupted before the PBX’s answer was recorded. The PBX may have set a new password.'
        : facts.reason === 'accepted'
          ? 'The PBX accepted the request, but Rekey couldn’t compare the passwords from before and after.'
          : `The request was sent, but the PBX didn’t clearly confirm it${status(facts)}. It may have set a new password.${facts.reason === 'settling' ? ' At the last check, it still had the previous one.' : ''}${says(facts)}`,
      next:
        facts.reason === 'not-read-back'
          ? 'The password hasn’t been read back yet: resume the job to do so.'
          : 'If a password was read back, it may be the old or the new one. To be sure, regenerate it again.',
    }),

    'not-carried-out': (facts) => ({
      title: 'The request wasn’t carried out',
      happened: `There was no clear answer${status(facts)}, and ${facts.asOf ? `as of ${pastTime({ clock, day }, facts.asOf)} ` : ''}the PBX still has the previous password.${says(facts)}`,
      next: 'Retry to give the device a new password.',
    }),

    'password-unchanged': () => ({
      title: 'The password didn’t change',
      happened: 'The PBX accepted the request, but still has the previous password.',
      next: 'Retry. If the password stays the same, check the device in the 3CX Admin Console.',
    }),

    'password-replaced': ({ reason, replacedAt }) => ({
      title: reason === 'perhaps' ? 'This password may have been replaced' : 'This password was replaced',
      happened: `A later job ${reason === 'perhaps' ? 'may have given' : 'gave'} this device another password${replacedAt === undefined ? '' : ` (${moment(replacedAt)})`}.`,
      next: 'Nothing was copied or shown. Use the newer password, or copy this one anyway.',
    }),
  }) satisfies Partial<ErrorTexts>;
