import type { ErrorFacts } from '../../../errors.ts';
import type { ErrorTexts } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { says, status } from './facts.ts';

const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';

/** Errors of one device and its password. */
export const deviceErrors = ({ moment, clock }: Counting) =>
  ({
    'device-not-found': (facts) => ({
      title: 'Not listed on this PBX',
      happened: `The PBX has no gateway or DECT base with this MAC address.${facts.reason === 'desk-phones-unread' ? ' It may be a desk phone: those couldn’t be read.' : ''}${facts.pbx ? ` The device list of ${facts.pbx} has it.` : ''}${says(facts)}`,
      next: facts.pbx
        ? `Run it on ${facts.pbx}.`
        : 'Check the MAC address on the device’s label, and that it was added to this PBX.',
    }),

    'device-is-desk-phone': (facts) => ({
      title: 'A desk phone, not a gateway or DECT base',
      happened: `This is the desk phone of ${facts.owner ?? 'a user'}. Its web password belongs to the user.`,
      next: 'Open the user in 3CX’s console and regenerate the desk phone password there.',
    }),

    'outcome-uncertain': (facts) => ({
      title: 'It is not certain whether there is a new password',
      happened: brokeOff(facts)
        ? 'The run broke off before an answer was noted. The PBX may have made a new password.'
        : `The request was sent, but no clear answer came${status(facts)}. The PBX may have made a new password.${says(facts)}`,
      next:
        facts.reason === 'not-read-back'
          ? 'The password was not read back yet: resuming the job does that. Run the device again to be sure.'
          : facts.reason === 'settling'
            ? 'The PBX had the previous password when it was last read. It is read again to be sure; nothing needs to be done.'
            : 'Use the password that was read back, if there is one; it may be the old one or the new one. Run the device again to be sure.',
    }),

    'not-carried-out': (facts) => ({
      title: 'The request was not carried out',
      happened: `No clear answer came${status(facts)}, and ${facts.asOf ? `as of ${clock(facts.asOf)} ` : ''}the PBX still has the previous password.${says(facts)}`,
      next: 'Run the device again to give it a new password.',
    }),

    'password-unchanged': () => ({
      title: 'The password did not change',
      happened: 'The PBX accepted the request, but still has the password from before.',
      next: 'Run the device again. If its password stays the same, look at the device in the 3CX Admin Console.',
    }),

    'password-replaced': ({ reason, replacedAt }) => ({
      title: reason === 'perhaps' ? 'This password may have been replaced' : 'This password was replaced',
      happened: `A later job ${reason === 'perhaps' ? 'may have given' : 'gave'} this device another password${replacedAt === undefined ? '' : ` (${moment(replacedAt)})`}.`,
      next: 'Nothing was copied or shown. Use the newer password, or copy this one anyway.',
    }),
  }) satisfies Partial<ErrorTexts>;
