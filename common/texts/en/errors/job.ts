import type { ErrorReason } from '../../../errors.ts';
import { maxWaitHours } from '../../../waiting.ts';
import { type ErrorTexts, type ErrorWords, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

/** The words of errors in English. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'The PBX now has a different address. The job belongs to the old one.',
  certificate: 'A different certificate is now pinned for this PBX.',
};

const asleep: Record<ErrorReason<'computer-asleep'>, Pick<ErrorWords, 'happened' | 'next'>> = {
  'not-begun': { happened: 'Nothing had been started yet, and nothing was sent.', next: 'Start again.' },
  fetch: {
    happened: 'Fetching paused. The remaining devices weren’t asked.',
    next: 'Resume fetching to ask them.',
  },
};

/** Errors of a job as a whole. */
export const jobErrors = ({ number, devices }: Counting) =>
  ({
    'pbx-busy-elsewhere': ({ job }) =>
      job
        ? {
            title: 'A job is running on this PBX',
            happened: `Job ${job} is running on this PBX, in Rekey or in a terminal. Until it has finished, you can’t start another one or remove the PBX; only its name and speed can be changed.`,
            next: 'Wait until the job has finished, or cancel it where it runs. Nothing was sent or changed.',
          }
        : {
            title: 'Rekey is already using this PBX',
            happened:
              'Rekey is running a job on this PBX or asking its devices to fetch, in the app or in a terminal. Until that has finished, you can’t start a job or remove the PBX; only its name and speed can be changed.',
            next: 'Wait until that has finished, or cancel it where it runs. Nothing was sent or changed.',
          },

    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Something changed since you confirmed',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'has changed on the PBX or is' : 'have changed on the PBX or are'} no longer there.`,
          doneSince > 0 && `${devices(doneSince)} got a new password in the meantime.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Its devices have changed on the PBX or are no longer there.'),
      next: `Nothing more was sent for the remaining devices. ${
        reason === 'address'
          ? 'Restore the old address and resume the job, or cancel it and run the devices in a new job.'
          : `Review them, then resume the job with the current data${doneSince > 0 ? ' and choose whether to skip them' : ''}, or cancel it.`
      }`,
    }),

    'wait-expired': (facts) => ({
      title: 'Waiting time is over',
      happened: `${facts.pbx ?? 'The PBX'} didn’t respond within ${number(maxWaitHours)} hours by this computer’s clock, so the job didn’t run automatically. Nothing more was sent.`,
      next: 'Let the job wait again, resume it when the PBX can be reached, or cancel it.',
    }),

    'computer-asleep': ({ reason }) => ({
      title: 'The computer went to sleep',
      ...(entryOf(asleep, reason) ?? {
        happened: 'The job paused; no further devices were started.',
        next: 'The job continues automatically when the computer is awake and the PBX can be reached.',
      }),
    }),

    cancelled: () => ({
      title: 'Cancelled',
      happened: 'Nothing was changed.',
      next: 'You can run it again at any time.',
    }),
  }) satisfies Partial<ErrorTexts>;
