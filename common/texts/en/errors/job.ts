import type { ErrorReason } from '../../../errors.ts';
import { maxWaitHours } from '../../../waiting.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

/** The words of errors in English. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'The PBX was given another address. The job belongs to the old one.',
  certificate: 'Another certificate is trusted for this PBX now.',
};

/** Errors of a job as a whole. */
export const jobErrors = ({ number, devices }: Counting) =>
  ({
    'pbx-busy-elsewhere': (facts) => ({
      title: 'A job is running on this PBX',
      happened: `${facts.job ? `Job ${facts.job}` : 'A job'} is running on it, in this window or another program. Until it has ended, no other can begin, and the PBX can’t be removed. Of its details, only its name and speed can be changed.`,
      next: 'Wait until it has ended, or cancel it where it runs. Nothing was sent or changed.',
    }),

    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Not everything is as it was when you agreed to this',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'is' : 'are'} listed on the PBX in another way than before, or not at all.`,
          doneSince > 0 && `${devices(doneSince)} got a new password in another job in the meantime.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Its devices are not listed as they were.'),
      next: `Nothing was sent for the devices that are left. ${
        reason === 'address'
          ? 'Give the PBX the old address again and resume the job; or cancel it, and run them at the new one in a new job.'
          : `Review them, then resume the job with the current data${doneSince > 0 ? ' and choose whether to skip them' : ''}, or cancel it.`
      }`,
    }),

    'wait-expired': (facts) => ({
      title: 'The time for waiting is over',
      happened: `By this computer’s clock, the time is over in which the job was to run on ${facts.pbx ?? 'the PBX'} by itself: ${number(maxWaitHours)} hours. Nothing more was sent.`,
      next: 'Have the job wait once more, resume it when the PBX can be reached, or cancel it.',
    }),

    'computer-asleep': ({ reason }) => ({
      title: 'The computer went to sleep',
      ...(reason === 'not-begun'
        ? { happened: 'Nothing had begun yet, and nothing was sent.', next: 'Begin anew.' }
        : {
            happened: 'The job stopped for it: no further device was begun.',
            next: 'It goes on by itself when the computer is awake and the PBX can be reached.',
          }),
    }),

    cancelled: () => ({
      title: 'Cancelled',
      happened: 'It was cancelled before its request was sent.',
      next: 'Run it again when you like.',
    }),
  }) satisfies Partial<ErrorTexts>;
