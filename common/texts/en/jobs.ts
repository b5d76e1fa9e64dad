import { code, rich } from '../rich.ts';
import type { Counting } from './counting.ts';

type SortColumn = 'state' | 'device' | 'mac' | 'ended' | 'position';

/** A job: its progress, its outcome and its devices. */
export const jobs = ({ number, devices, counted, allFirst }: Counting) => {
  const the = (count: number, one: string): string =>
    count === 1 ? `the ${one}` : `the ${counted(count, one)}`;
  const sortNames: Record<SortColumn, string> = {
    state: 'state',
    device: 'device',
    mac: 'MAC',
    ended: 'time ended',
    position: 'list order',
  };
  return {
    job: (id: number) => `Job ${id}`,
    jobOn: (id: number, pbx: string) => `Job ${id} on ${pbx}`,
    reading: 'Reading the job…',
    states: {
      planned: 'Not started',
      waiting: 'Waiting for the PBX',
      running: 'Running',
      paused: 'Paused',
      interrupted: 'Interrupted',
      finished: 'Finished',
      cancelled: 'Cancelled',
    },
    by: (user: string) => `by ${user}`,
    startedAt: (when: string) => `started ${when}`,
    createdAt: (when: string) => `created ${when}`,
    took: (when: string, duration: string) => `${when}, took ${duration}`,
    followUpTo: (id: number) => `follow-up to job ${id}`,

    /** The outcomes of that many devices. */
    counts: {
      succeeded: (count: number) => counted(count, 'new password'),
      failed: (count: number) => `${number(count)} failed`,
      uncertain: (count: number) => `${number(count)} uncertain`,
      cancelled: (count: number) => `${number(count)} cancelled`,
      skipped: (count: number) => `${number(count)} skipped`,
    },
    doneOf: (done: number, total: number) => `${number(done)} of ${number(total)}`,

    progress: 'Progress',
    progressOf: (id: number) => `Progress of job ${id}`,
    runElsewhere: 'Running in another program, such as the terminal. Pause or cancel it there.',
    waitingForSent: 'Finishing requests already sent',
    /** @param left empty once the time has come */
    goingOn: (reason: string, left: string) => `${reason}, continuing ${left ? `in ${left}` : 'now'}`,
    starting: 'Starting',
    pace: (perSecond: number) => `${number(perSecond, 1)}/s`,
    pause: 'Pause',
    pausing: 'Pausing…',
    cancelRest: 'Cancel remaining',
    cancelRestQuestion: (left: number) => `Cancel the remaining ${left === 1 ? 'device' : devices(left)}?`,
    goOn: 'Keep running',
    cancelRunningHint:
      'Requests already sent will finish. To keep the rest for later, pause the job instead.',
    cancelStoppedHint: 'Completed devices and their stored passwords aren’t affected.',
    askCancelRest: 'Cancel remaining…',
    keepJob: 'Keep job',
    resume: 'Resume',
    resuming: 'Resuming…',
    left: (left: number) => `${left === 0 ? 'No devices' : devices(left)} remaining.`,
    /** After what is left, if some are uncertain. */
    onlyReadBack: 'Uncertain ones are only read back, not regenerated.',
    pbxGone: (pbx: string, url: string) =>
      `${pbx} is no longer set up. To continue the job, add a PBX with the address ${url}.`,
    interrupted: 'Rekey closed while this job was running',
    /** Of the remaining devices, some got a password from a later job. @param count of `left` */
    completedQuestion: (count: number, left: number) =>
      `${count === left ? (count === 1 ? 'The remaining device' : allFirst(count, 'remaining device')) : `${number(count)} of the ${number(left)} remaining devices`} got a new password in a later job.`,
    completedHint: (surely: boolean): string =>
      surely
        ? 'Their passwords may already be in use. Regenerating makes them invalid.'
        : 'For some of them, the result of the later job is uncertain. Regenerating makes the earlier passwords invalid.',
    resumeWithout: (rest: number) => (rest === 0 ? 'Skip and finish' : `Skip and resume (${number(rest)})`),
    resumeWith: (count: number) => `Regenerate ${count === 1 ? 'it' : 'them'} too`,
    pausedByPerson: 'Job paused',

    outcome: 'Outcome',
    reasons: 'Reasons and next steps',
    allSucceeded: (total: number) =>
      total === 1 ? 'The device has a new password.' : `${allFirst(total, 'device')} have a new password.`,
    /** @param counts the outcomes of the devices, at least one of `counts` */
    sentence: (counts: string) => `${counts}.`,
    cancelledBefore: 'cancelled before a request was carried out',
    skippedBecause: 'skipped: a later job gave them a new password',
    notAgain: (which: string) => `Already done: ${which}.`,
    runAgain: {
      failed: (count: number) => `Retry failed (${number(count)})`,
      uncertain: (count: number) => `Retry uncertain (${number(count)})`,
      cancelled: (count: number) => `Run cancelled (${number(count)})`,
    },
    runAgainQuestion: {
      failed: (count: number, pbx: string) => `Retry ${the(count, 'failed device')} on ${pbx}?`,
      uncertain: (count: number, pbx: string) => `Retry ${the(count, 'uncertain device')} on ${pbx}?`,
      cancelled: (count: number, pbx: string) => `Run ${the(count, 'cancelled device')} on ${pbx}?`,
    },
    runAgainHint: {
      failed: 'This starts a new job. Devices that already have a new password aren’t affected.',
      uncertain:
        'These devices may already have a new password. Retrying sets another one, which replaces it.',
      cancelled: 'This starts a new job. Devices that already have a new password aren’t affected.',
    },
    runAgainYes: { failed: 'Retry', uncertain: 'Retry', cancelled: 'Run' },
    runAgainStarting: 'Starting…',

    /** The table of a job’s devices. */
    devices: {
      label: (id: number) => `Devices of job ${id}`,
      show: 'Show devices',
      all: 'All',
      search: 'MAC, name, model or ext.',
      none: 'No matching devices',
      keys: (select: string) => `${select} or Shift selects several, Enter shows a password.`,
      shown: (count: number, total: number) => `${number(count)} of ${number(total)} shown.`,
      copySelected: (count: number) => (count === 0 ? 'Copy selected' : `Copy selected (${number(count)})`),
    },
    columns: {
      state: 'State',
      device: 'Device',
      mac: 'MAC',
      ended: 'Ended',
      position: 'List order',
    },
    sortBy: 'Sort by',
    sortByColumn: {
      state: 'Sort by state',
      device: 'Sort by device',
      mac: 'Sort by MAC',
      ended: 'Sort by time ended',
      position: 'Sort by list order',
    },
    sorted: (by: SortColumn, descending: boolean) =>
      `Sorted by ${sortNames[by]}, ${descending ? 'descending' : 'ascending'}`,

    items: {
      states: {
        succeeded: 'New password',
        failed: 'Failed',
        uncertain: 'Uncertain',
        running: 'In progress',
        queued: 'Queued',
        cancelled: 'Cancelled',
        skipped: 'Skipped',
      },
      tries: (count: number) => counted(count, 'attempt'),
      try: (count: number) => `Attempt ${number(count)}`,
      /** @param left empty once the time has come */
      waiting: (reason: string, left: string) => `${reason}, retrying ${left ? `in ${left}` : 'now'}`,
      passwordGone: 'Password no longer stored',
      notTold: 'The PBX didn’t return the password',
      readBack: 'Password read from the PBX',
      oldOrNew: 'Read back: old or new password',
      notReadBack: 'Password couldn’t be read back',
      notReadBackYet: 'Password not read back yet',
      settled: 'No clear answer, but a new password',
      settling: (clock: string) => `Next check at ${clock}`,
      revised: (at: string) => `Different password found (${at})`,
      notCarriedOut: 'No request was carried out',
      notListed: 'Not in this PBX’s device list',
      listedOn: (pbx: string) => `Not on this PBX, but on ${pbx}`,
      deskPhone: (owner: string | null) => (owner ? `Desk phone of ${owner}` : 'A desk phone'),
      replaced: (at: string) => `replaced ${at}`,
      perhapsReplaced: (at: string) => `possibly replaced ${at}`,
      completedLater: (at: string) => `completed by a later job (${at})`,
      perhapsCompletedLater: (at: string) => `possibly completed by a later job (${at})`,
    },

    export: {
      open: 'Export…',
      title: (id: number) => `Export job ${id}`,
      format: 'Format',
      csv: 'CSV, for a spreadsheet',
      json: 'JSON, for a program',
      passwords: 'Include passwords in plain text: anyone who opens the file can read them',
      withPasswords: 'Export with passwords…',
      without: 'Export…',
      close: 'Close',
      risky: (names: string, count: number) =>
        `${count === 1 ? '1 password begins' : `${number(count)} passwords begin`} like a formula, a number or a date: ${names}. The file has ${count === 1 ? 'it' : 'them'} exactly; a spreadsheet may show something else. Import the password column as text.`,
      moreDevices: (count: number) => `${number(count)} more`,
      written: (path: string) => rich`Saved as ${code(path)}`,
      /** Stored passwords that are missing in the export. */
      unreadable: (passwords: number) =>
        passwords === 1
          ? 'One password is missing: it can’t be opened, because its key isn’t in the keychain.'
          : `${number(passwords)} passwords are missing: they can’t be opened, because their key isn’t in the keychain.`,
    },
  };
};
