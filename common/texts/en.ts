import type { SkippedParts } from '../document-schema.ts';
import type { ErrorFacts, ErrorReason } from '../errors.ts';
import type { NamedSetting } from '../settings.ts';
import { shortestPassphrase } from '../setup-file.ts';
import { longestWaitHours } from '../waiting.ts';
import { type ErrorTexts, type ErrorWords, entryOf, type MacTexts } from './error-words.ts';
import { fetching, fetchUsage } from './fetch-en.ts';
import type { Format } from './format.ts';
import { policy, policyErrors, update } from './policy-en.ts';
import { code, rich, strong } from './rich.ts';

/** Where a row of a list is: a line of its text, or a scan, both counted from 1. */
interface Place {
  from: 'text' | 'scan';
  number: number;
  /** The number is of a row of this sheet. */
  sheet?: string;
}

type SortColumn = 'state' | 'device' | 'mac' | 'ended' | 'position';

/**
 * Everything the program says in English, by the place that says it. Sentences are whole: no other place puts words
 * together. `Texts` in `index.ts` is what every other language has to have, too.
 */
export const english = (format: Format) => {
  const { number, list } = format;
  const devices = (count: number): string => `${number(count)} ${count === 1 ? 'device' : 'devices'}`;

  const counted = (count: number, one: string): string => `${number(count)} ${count === 1 ? one : `${one}s`}`;
  const place = ({ from, number: n, sheet }: Place): string =>
    sheet === undefined ? `${from === 'text' ? 'line' : 'scan'} ${n}` : `${sheet}, row ${n}`;
  const from = (source: string): string => (source === '' ? '' : ` from ${source}`);
  const sortNames: Record<SortColumn, string> = {
    state: 'state',
    device: 'device',
    mac: 'MAC',
    ended: 'time ended',
    position: 'list order',
  };

  /** Minutes, hours or days, as exact as is of use. */
  const spanOf = (minutes: number): string => {
    const size = Math.abs(minutes);
    if (size < 120) return counted(size, 'minute');
    return size < 2880 ? counted(Math.round(size / 60), 'hour') : counted(Math.round(size / 1440), 'day');
  };

  return {
    /** Words of more than one place. */
    words: {
      cancel: 'Cancel',
      tryAgain: 'Try again',
      readAgain: 'Read again',
      cancelling: 'Cancelling…',
      saved: 'Saved',
      loading: 'Loading…',
      listNotFetched: 'Device list not fetched yet',
      editPbx: (pbx: string) => `Edit ${pbx}`,
      switchTo: (pbx: string) => `Switch to ${pbx}`,
      devices,
      /** What somebody else's words are about, and those. */
      withQuote: (text: string, quote: string) => `${text}: “${quote}”`,
      /** A device's extensions: numbers, and runs of them. */
      lines: (count: number, numbers: string) => `${count === 1 ? 'line' : 'lines'} ${numbers}`,
      inMinutes: (minutes: number) => `${number(minutes)} min`,
      inHours: (hours: number) => `${number(hours)} h`,
      secondsLeft: (seconds: number) => `${number(seconds)} s left`,
      minutesLeft: (minutes: number) => `about ${number(minutes)} min left`,
      hoursLeft: (hours: number) => `about ${number(hours)} h left`,
      /** Devices of a job that a later job did. @param perhaps how many of them it did not surely do */
      completedLater: (count: number, perhaps: number) =>
        `${devices(count)} that ${perhaps === count ? 'may have got' : 'got'} ${count === 1 ? 'a new password in a later job' : 'new passwords in later jobs'}${perhaps === 0 || perhaps === count ? '' : ` (${number(perhaps)} of them possibly)`}`,
    },

    time: {
      justNow: 'just now',
      /** Of a time that this computer’s clock has not reached (again). */
      aheadOfClock: 'before the clock was set back',
      minutesAgo: (minutes: number) => `${number(minutes)} min ago`,
      hoursAgo: (hours: number) => `${number(hours)} h ago`,
      daysAgo: (days: number) => `${number(days)} ${days === 1 ? 'day' : 'days'} ago`,
      seconds: (seconds: number) => `${number(seconds)} s`,
      minutes: (minutes: number, seconds: number) => `${minutes} min ${String(seconds).padStart(2, '0')} s`,
      hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
    },

    /** Of the closed set in `common/errors.ts`. */
    errors: errors(format),

    /** Why a text is no MAC. */
    macs,

    /** What the window says of an error in its own words. */
    problems: {
      pbxGone: {
        title: 'This PBX is not set up any more',
        happened: 'It was removed, in another window or in the terminal.',
        next: 'Choose another PBX, or add it again.',
      },
      pbxBusy: (job: number | undefined) => ({
        title: 'A job is running on this PBX already',
        happened: `${job ? `Job ${job}` : 'It'} runs in this program or in a terminal. Only one runs on a PBX at a time.`,
        next: 'Wait until it has ended, or pause it under History. Nothing was sent.',
      }),
      proxyLogin: 'Enter the log-in at the top of the window, then try again.',
      certificateUntrusted: (host: string | undefined) =>
        `${host ?? 'The PBX'} shows a certificate that this computer cannot check. No key or password was sent.`,
      certificateChanged: (host: string | undefined) =>
        `${host ?? 'The PBX'} now shows another certificate. No key or password was sent.`,
    },

    /** The window's frame: places, header, banners. */
    shell: {
      starting: 'Starting…',
      places: {
        label: 'Places',
        device: 'Device',
        list: 'List',
        history: 'History',
        pbxs: 'PBXs',
        settings: 'Settings',
      },
      version: (version: string) => `Version ${version}`,
      runningJobs: 'Running jobs',
      percent: (percent: number) => `${number(percent)}%`,
      progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,

      /** The header. */
      pbx: 'PBX',
      noPbx: 'No PBX connected yet',
      demo: 'Demo',
      demoMeans: 'This is the built-in demo 3CX; nothing here is real.',
      listNotRefreshed: 'Not refreshed',
      listAge: (count: number, ago: string) => `${devices(count)} - ${ago}`,
      listUnreadable: (count: number) => `${number(count)} unreadable`,
      listIncomplete: 'may be incomplete',
      listIncompleteHint:
        'The PBX may not have sent the whole device list. A device that isn’t in it can still belong to this PBX.',
      listWithoutDeskPhones: 'desk phones unknown',
      listWithoutDeskPhonesHint: 'The desk phones of this PBX couldn’t be read.',
      listFetched: (moment: string) => `Fetched ${moment}`,
      refreshList: 'Refresh the device list',
      refreshingList: 'Fetching the device list',

      /** Banners. */
      notices: 'Notices',
      checkAgain: 'Check again',
      refreshAgain: 'Refresh again',
      openJobs: 'Unfinished jobs',
      jobInterrupted: (job: number, pbx: string, done: number, total: number) =>
        `Job ${job} on ${pbx} was interrupted: ${number(done)} of ${number(total)} done.`,
      jobPaused: (job: number, pbx: string, done: number, total: number) =>
        `Job ${job} on ${pbx} is paused: ${number(done)} of ${number(total)} done.`,
      resume: 'Resume',
      show: 'Show',
      showJob: (job: number) => `Show job ${job}`,
      later: 'Later',
      laterJob: (job: number) => `Later, job ${job}`,
    },

    /** One device, its password, and the newest results. */
    device: {
      label: 'Regenerate one device',
      mac: 'MAC address or name',
      regenerate: 'Regenerate password',
      showCurrent: 'Show current password',

      /** What is understood of the text in the field. */
      enterMac: 'Type, paste or scan the MAC address on the device’s label.',
      enterMacFirst: 'Enter a MAC address or a name first.',
      noMac: 'No MAC address found in this text.',
      several: (macs: number) => `${number(macs)} MAC addresses in this text`,
      severalHint: 'Open them in the list to regenerate them in one job, or enter one of them here.',
      openInList: 'Open in List',
      digits: (digits: number) => `${digits} of 12 digits`,
      unnamed: 'Device without a name',
      listFetched: (ago: string) => `list fetched ${ago}`,
      deskPhone: (owner: string | null) =>
        `This is ${owner ?? 'a user'}’s desk phone, not a gateway or DECT base.`,
      deskPhoneHint: 'Its password belongs to the user. Open the user in 3CX’s console to regenerate it.',
      notListed: (pbx: string) => `Not listed on ${pbx}`,
      notListedHint: (ago: string) =>
        `The list was fetched ${ago}. The device may be newer, or belong to another PBX.`,
      mayBeDeskPhone: 'It may also be a desk phone: those couldn’t be read.',
      notInPart: (pbx: string) => `Not in the device list of ${pbx}, which may be incomplete`,
      notInPartHint: (ago: string) =>
        `The device list was fetched ${ago}. The PBX rejects the request if it doesn’t have this device.`,
      readingList: 'Reading the device list…',
      notLookedUp: 'Not looked up',
      noListHint: 'It cannot be said yet which device this is. Regenerating fetches the list first.',
      lookUpNeeded: 'The device list is needed to say which device this is. Nothing was regenerated.',
      fetchList: 'Fetch the list',
      refreshList: 'Refresh the list',
      tryAnyway: 'Try anyway',

      /** Before it is done. */
      question: (name: string, pbx: string) => rich`Give ${strong(name)} on ${strong(pbx)} a new password?`,
      oldOneStops: 'The old one stops working once the device has taken over the new one.',
      isNotListed: (pbx: string) => `It is not in the device list of ${pbx}.`,
      isNotInPart: (pbx: string) =>
        `It isn’t in the device list of ${pbx}, which may be incomplete. Check the MAC address.`,
      isNotLookedUp: (pbx: string) =>
        `It could not be looked up: the API client may not read the device list of ${pbx}. Check the MAC address.`,
      yes: 'Regenerate',

      /** What is done, or was done last. */
      headlines: {
        running: (name: string) => `Regenerating the password of ${name}…`,
        cancelling: (name: string) => `Cancelling for ${name}…`,
        reading: (name: string) => `Reading the current password of ${name}…`,
        succeeded: (name: string) => `New password for ${name}`,
        uncertain: 'It is not certain whether there is a new password',
        replaced: (name: string) => `Replaced: an earlier password of ${name}`,
        perhapsReplaced: (name: string) => `Possibly replaced: password of ${name}`,
        completedLater: (name: string) => `${name} got a new password in a later job`,
        cancelled: (name: string) => `Cancelled: ${name} keeps its password`,
        notCarriedOut: (name: string) => `No new password for ${name}`,
        read: (name: string) => `Current password of ${name}`,
        readNone: (name: string) => `${name} has no password on the PBX`,
        notRead: (name: string) => `The password of ${name} could not be read`,
      },
      /** @param make empty where the name says it; @param clock empty until it has ended */
      about: (mac: string, make: string, pbx: string, clock: string) =>
        rich`${code(mac)}${make && ` - ${make}`} on ${pbx}${clock && ` at ${clock}`}`,
      cancelling: 'Cancelling…',
      sentIsWaitedFor: 'What was sent already is waited for.',
      connecting: 'Connecting to the PBX',
      waitingForAnswer: 'Waiting for the PBX’s answer',
      waitingForAnswerAgain: (attempt: number) => `Waiting for the PBX’s answer, try ${attempt}`,
      /** Why a try is waited with; `tryingAgain` takes it. */
      waits: {
        busy: 'PBX busy',
        notReached: 'PBX not reached',
        signInTaken: 'Another program took the sign-in',
        other: 'Not carried out yet',
      },
      /** @param left empty once it is over */
      tryingAgain: (reason: string, left: string) => `${reason}, trying again ${left ? `in ${left}` : 'now'}`,
      nothingIsChanged: 'Nothing is changed by this.',
      cancelledUnsent: 'It was cancelled before its request was sent.',
      /** Below a result that is not the newest. */
      replacedLater: (at: string, surely: boolean) =>
        surely
          ? `A later job gave this device another password (${at}). This one no longer counts.`
          : `A later job may have given this device another password (${at}).`,
      completedLater: (at: string, surely: boolean) =>
        surely
          ? `A later job gave this device a new password (${at}). You find it in the history.`
          : `A later job may have given this device a new password (${at}).`,
      /** Above the last result, once another device is entered. */
      earlierResult: 'Earlier result, for another device',
      notTold: 'The PBX made a new password, but did not say which, and it could not be read afterwards.',
      readFromPbx: 'Read from the PBX',
      previous: 'Previous password: works until the device has fetched the new one',
      previousOf: (of: string) => `previous password of ${of}`,
      showPrevious: 'Previous password',
      settled: 'There was no clear answer, but the PBX has another password than before.',
      settling: (clock: string) => `The PBX is read again at ${clock} to settle it.`,
      checkedAgain: (clock: string) => `The PBX is read once more at ${clock} to be sure.`,
      revised: (clock: string) =>
        `At ${clock} the PBX had another password than was recorded; it replaced that one.`,
      oldOrNew: 'Password read back - may be the old or the new one',
      noneReadBack: 'No password could be read back.',
      notReadBackYet: 'The password was not read back yet.',
      keepsPassword: 'The device keeps its password.',
      runAgain: 'Run again',
      currentPassword: 'Current password',
      readOnly: 'Read from the PBX; nothing was changed.',
      noneToRead: 'Nothing was changed. Regenerate the password to give the device one.',

      /** A password that is kept. */
      hidden: 'Password hidden',
      gone: 'No longer kept',
      itIsGone: 'It is no longer kept.',
      copy: 'Copy',
      copyReplaced: 'Copy old',
      copyReplacedOf: (of: string) => `Copy old password of ${of}`,
      /** @param of a device's name, or `ofAt` */
      copyOf: (of: string) => `Copy the password of ${of}`,
      copyKeys: 'Ctrl+C',
      reveal: 'Reveal',
      revealOf: (of: string) => `Reveal the password of ${of}`,
      hide: 'Hide',
      hideOf: (of: string) => `Hide the password of ${of}`,
      ofAt: (name: string, clock: string) => `${name}, ${clock}`,
      copied: 'Copied',
      rowsCopied: (rows: number) =>
        `Copied ${number(rows)} ${rows === 1 ? 'row' : 'rows'} of MAC, device and password`,
      /** @param unreadable how many are missing, as their key is gone */
      someRowsCopied: (rows: number, unreadable: number) =>
        `Copied ${number(rows)} of ${number(rows + unreadable)} rows; the other passwords can’t be opened: their key isn’t in the keychain`,
      /** Beside `rowsCopied`. */
      rowsReplaced: (count: number) =>
        `Skipped: ${count === 1 ? '1 password that a later job replaced' : `${number(count)} passwords that later jobs replaced`}.`,
      rowsPerhapsReplaced: (count: number) =>
        `Later jobs may have replaced ${count === 1 ? '1 of them' : `${number(count)} of them`}.`,
      rowsRisky: (count: number) =>
        `A spreadsheet may take ${count === 1 ? '1 password' : `${number(count)} passwords`} for a formula, a number or a date. Paste as text.`,
      allReplaced:
        'Nothing copied: later jobs replaced these passwords. Copy them one by one if you need them.',
      copiedReplaced: (count: number) =>
        count === 1
          ? 'The copied password has been replaced by a later job. Copy the new one.'
          : `${number(count)} of the copied passwords have been replaced by later jobs. Copy the new ones.`,
      /** @param copied `copied`, or `rowsCopied` */
      copiedFor: (copied: string, left: string) => `${copied} - cleared from the clipboard in ${left}`,
      /** Where it cannot be cleared from behind other windows. */
      copiedForInFront: (copied: string, left: string) =>
        `${copied} - cleared from the clipboard in ${left}, or when you return to Rekey`,

      /** The newest results. */
      recent: (pbx: string) => `Recent on ${pbx}`,
      noneRecent: 'Nothing yet. What you regenerate on this PBX is listed here.',
      readAgain: 'Read again',
      states: {
        succeeded: 'New password',
        uncertain: 'Uncertain',
        failed: 'Failed',
        cancelled: 'Cancelled',
        skipped: 'Skipped',
        queued: 'Not carried out',
        running: 'Under way',
      },
      remarks: {
        notTold: 'password not told',
        oldOrNew: 'old or new password',
        noneReadBack: 'no password could be read back',
        notReadBackYet: 'not read back yet',
        settling: (clock: string) => `read again at ${clock}`,
        revised: (clock: string) => `other password found at ${clock}`,
        gone: 'Password no longer kept',
        unreadable: 'Password can’t be opened: key missing',
      },
    },

    list: {
      title: 'List',
      job: 'Job',
      plan: 'Plan',
      newList: 'New list',
      dropFiles: 'Drop the files to add their text to the list',
      modes: 'How devices get into the list',
      paste: 'Paste or open',
      scan: 'Scan',
      discard: (rows: number) => `Discard this list of ${counted(rows, 'row')}?`,
      discardHint: 'It was not run.',
      discardYes: 'Discard',
      discardNo: 'Keep',
      skippedTitle: 'Parts of the file were left out',
      /** What of a file was not read; empty where everything was. */
      skipped: ({ sheets, rows, columns, attachments }: SkippedParts) => {
        const hidden = [
          sheets > 0 && counted(sheets, 'hidden sheet'),
          rows > 0 && counted(rows, 'hidden row'),
          columns > 0 && counted(columns, 'hidden column'),
          ...attachments.map((name) => `the attachment “${name}”`),
        ].filter((each) => each !== false);
        return hidden.length === 0 ? '' : `Not read: ${list(hidden)}.`;
      },

      /** The text that a list is read from. Where it comes from files, `source` says which. */
      text: {
        placeholder:
          'Paste anything that has MAC addresses in it: spreadsheet rows, arp -a, a switch’s table, an e-mail, JSON.\n\nOr drop files here.',
        fromClipboard: 'Paste from clipboard',
        more: 'Paste more',
        openFile: 'Open file…',
        filesToOpen: 'Files to open',
        edit: 'Edit text',
        hide: 'Hide text',
        none: 'No text yet',
        reading: 'Reading the list',
        percent: (percent: number) => `${number(percent)}%`,
        files: (count: number) => counted(count, 'file'),
        scans: (count: number) => counted(count, 'scan'),
        lines: (lines: number, source: string) => `${counted(lines, 'line')}${from(source)}`,
        nothingFound: (lines: number, source: string) =>
          `${counted(lines, 'line')}, no MAC address found${from(source)}`,
        withoutMac: (lines: number, without: number, source: string) =>
          `${counted(lines, 'line')}, ${number(without)} without a MAC address${from(source)}`,
      },

      scanning: {
        placeholder: 'Scan or type a MAC address',
        soundIsOff: 'Sound is off: turn it on',
        soundIsOn: 'Sound is on: turn it off',
        hint: 'Each Enter adds a row.',
        away: 'Not ready: what is scanned now gets lost. Click the field.',
        number: (scan: number) => `scan ${number(scan)}`,
        notMac: 'Not a MAC address',
        duplicate: 'Already in the list',
        duplicateOf: (mac: string, at: Place) => `${mac} is ${place(at)}.`,
        deskPhone: 'Desk phone',
        deskPhoneOf: (mac: string, owner: string | null) => `${mac} belongs to ${owner ?? 'a user'}.`,
        notListed: 'Not listed',
        notListedOn: (mac: string, pbx: string) => `${mac} is not listed on ${pbx}.`,
        notInPartOf: (mac: string, pbx: string) =>
          `${mac} isn’t in the device list of ${pbx}, which may be incomplete.`,
        added: 'Added',
      },

      /** The table of the plan. */
      grid: {
        in: 'In',
        out: 'Out',
        line: 'Line',
        text: 'MAC and text',
        device: 'Device',
        outcome: 'What happens',
        takeAll: 'Take all shown in or out (Ctrl+A)',
        keys: 'Arrow keys move, Space takes a row in or out, Enter corrects its MAC address, Control A takes all in or out.',
        place: (at: Place) =>
          at.sheet === undefined ? place(at).replace(/^./, (first) => first.toUpperCase()) : place(at),
        corrected: (before: string) => `Corrected, was ${before}`,
        correct: 'Correct',
        correctOne: (text: string) => `Correct ${text}`,
        correctHint: 'Correct the MAC address (Enter)',
        unnamed: 'Device without a name',
        elsewhere: (pbxs: readonly string[]) => `On ${list(pbxs)}`,
        switch: 'switch',
      },

      /** What a row turns out to be. */
      standings: {
        ready: 'Ready',
        'not-listed': 'Not listed',
        'desk-phone': 'Desk phones',
        question: 'To decide',
        duplicate: 'Duplicates',
        refused: 'Refused',
        'no-device': 'No device',
        pending: 'To look up',
      },
      /** How many rows are that. */
      counts: {
        ready: (rows: number) => `${number(rows)} ready`,
        'not-listed': (rows: number) => `${number(rows)} not listed`,
        'desk-phone': (rows: number) => counted(rows, 'desk phone'),
        question: (rows: number) => `${number(rows)} to decide`,
        duplicate: (rows: number) => counted(rows, 'duplicate'),
        refused: (rows: number) => `${number(rows)} refused`,
        'no-device': (rows: number) => `${number(rows)} not a device`,
        pending: (rows: number) => `${number(rows)} to look up`,
      },
      /** What will happen to a row. */
      outcomes: {
        takenOut: 'Taken out',
        lookedUpFirst: 'Looked up before anything is sent',
        notInPart: 'Not in the device list, which may be incomplete. Will be tried',
        newPassword: 'New password',
        unlistedTried: 'Not listed - tried all the same',
        unlistedTakenOut: 'Not listed - taken out',
        unlistedLeftOut: 'Not listed - left out',
        deskPhone: (owner: string | null) => `Left out: desk phone of ${owner ?? 'a user'}`,
        question: 'Could be a phone or serial number or a date - include?',
        takenForMac: 'Taken for a MAC - tried',
        sameAs: (at: Place) => `Same as ${place(at)}`,
        pending: 'Looking it up…',
      },

      /** A MAC that is typed in a row’s place. */
      correction: {
        field: 'MAC address',
        nothing: 'Type the MAC address on the label.',
        typing: (digits: number) => `${digits} of 12 digits`,
        deskPhone: (owner: string | null) => `Desk phone of ${owner ?? 'a user'}`,
        notListed: 'A MAC address, not in the device list',
        notInPart: 'A MAC address, not in the device list, which may be incomplete',
        mac: 'A MAC address',
      },

      show: 'Show rows that are',
      all: 'All',
      tryUnlisted: (count: number, pbx: string) =>
        `Try the ${devices(count)} not listed on ${pbx} all the same`,
      countElsewhere: (count: number, pbx: string) => `${number(count)} on ${pbx} - switch`,
      lookUpAgain: 'Look up again',
      notShown: (rows: number) => `${counted(rows, 'more row')} not shown`,
      notShownWhy: 'So many duplicates and refused lines are only counted.',
      keptList: (ago: string) => `This plan is made with the device list fetched ${ago}.`,
      noDeviceList:
        'There is no device list yet, so it cannot be said which of these are devices of this PBX.',
      incompleteList: (pbx: string) => `The device list of ${pbx} may be incomplete`,
      incompleteListHint: (count: number) =>
        `${devices(count)} not in it will be tried. The PBX rejects the request for a device it doesn’t have.`,
      deskPhonesUnread: (pbx: string) => `The desk phones of ${pbx} couldn’t be read`,
      deskPhonesUnreadHint: 'A device that isn’t listed may be a desk phone.',
      checked: (count: number) => `Nothing was changed. ${devices(count)} would get a new password.`,
      check: 'Check only',
      looking: 'Looking the list up…',
      nothingReady: 'Nothing in the list is ready for a new password.',
      takenOut: (rows: number) => `${number(rows)} taken out`,

      /** The button, with how many passwords. */
      regenerate: (count: number) =>
        count === 0 ? 'Regenerate passwords' : `Regenerate ${counted(count, 'password')}`,
      question: (count: number, pbx: string) =>
        rich`Give ${strong(devices(count))} on ${strong(pbx)} ${count === 1 ? 'a new password' : 'new passwords'}?`,
      allUnlisted: (count: number): string =>
        count === 1 ? 'It is not in its device list.' : 'None of them is in its device list.',
      someUnlisted: (count: number) =>
        `${number(count)} of them ${count === 1 ? 'is' : 'are'} not in its device list.`,
      notInPart: (count: number) =>
        `${number(count)} of them ${count === 1 ? 'is' : 'are'} not in its device list, which may be incomplete.`,
      oldPassword: 'An old password stops working once its device has taken over the new one.',
      /** @param duration roughly, at the PBX’s speed settings; null where they set no limit per second */
      takes: (duration: string | null) =>
        duration === null
          ? 'How long this takes depends on how fast the PBX answers.'
          : `This takes about ${duration}, longer if the PBX answers slowly.`,
      notIncluded: (rows: number) =>
        rows === 1
          ? '1 row of the list is not included.'
          : `${number(rows)} rows of the list are not included.`,
      typeCount: (count: number) => `Type ${number(count)} to go on`,
      wrongCount: (count: number) => `It has to be ${number(count)}.`,
      reference: 'Reference',
      referenceHint: 'Ticket or order',
      yes: 'Regenerate',
      starting: (count: number, pbx: string | null) =>
        `Connecting to ${pbx ?? 'the PBX'} for ${devices(count)}. Nothing is sent yet.`,
    },

    jobs: {
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
      since: (when: string) => `since ${when}`,
      took: (when: string, duration: string) => `${when}, took ${duration}`,
      again: 'again:',
      devicesOfJob: (id: number) => `devices of job ${id}`,

      /** What came of so many devices. */
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
      runElsewhere: 'Run by another program, such as the terminal; stop it there.',
      waitingForSent: 'Waiting for what was sent already',
      /** @param left empty where the time has come */
      goingOn: (reason: string, left: string) => `${reason}, going on ${left ? `in ${left}` : 'now'}`,
      starting: 'Starting',
      pace: (perSecond: number) => `${number(perSecond, 1)}/s`,
      pause: 'Pause',
      pausing: 'Pausing…',
      cancelRest: 'Cancel remaining',
      cancelRestQuestion: (left: number) => `Cancel the remaining ${left === 1 ? 'device' : devices(left)}?`,
      goOn: 'Keep running',
      cancelRunningHint: 'What was sent already is finished. Pause keeps the rest for later instead.',
      cancelStoppedHint: 'What was done stays done, with its passwords.',
      askCancelRest: 'Cancel remaining…',
      keepJob: 'Keep the job',
      resume: 'Resume',
      resuming: 'Resuming…',
      left: (left: number) =>
        `${left === 0 ? 'No devices' : devices(left)} remaining. Uncertain ones are only read back, not regenerated.`,
      pbxGone: (pbx: string, url: string) =>
        `${pbx} is not set up any more. To go on with the job, add a PBX with the address ${url} again.`,
      interrupted: 'Rekey closed while this job was running',
      /** Of the remaining devices, some got a password from a later job. @param count of `left` */
      completedQuestion: (count: number, left: number) =>
        `${count === left ? (count === 1 ? 'The remaining device' : `All ${number(count)} remaining devices`) : `${number(count)} of the ${number(left)} remaining devices`} got a new password in a later job.`,
      completedHint: (surely: boolean): string =>
        surely
          ? 'Their passwords may be in use already. Giving them another one makes those invalid.'
          : 'For some of them the later job isn’t certain. Giving them another password makes the earlier ones invalid.',
      resumeWithout: (rest: number) => (rest === 0 ? 'Skip and finish' : `Skip and resume (${number(rest)})`),
      resumeWith: (count: number) => `Regenerate ${count === 1 ? 'it' : 'them'}, too`,
      pausedByPerson: 'Job paused',

      outcome: 'Outcome',
      reasons: 'Reasons and next steps',
      allSucceeded: (total: number) =>
        total === 1 ? 'The device has a new password.' : `All ${devices(total)} have a new password.`,
      /** @param counts what came of the devices, at least one of `counts` */
      sentence: (counts: string) => `${counts}.`,
      cancelledBefore: 'cancelled before anything was sent',
      skippedBecause: 'skipped: a later job gave them a new password',
      notAgain: (which: string) => `Skipped: ${which}.`,
      runAgain: {
        failed: (count: number) => `Retry failed (${number(count)})`,
        uncertain: (count: number) => `Retry uncertain (${number(count)})`,
        cancelled: (count: number) =>
          `Run ${count === 1 ? 'the cancelled one' : `the ${number(count)} cancelled`} again`,
      },
      runAgainQuestion: {
        failed: (count: number, pbx: string) => `Retry the ${counted(count, 'failed device')} on ${pbx}?`,
        uncertain: (count: number, pbx: string) =>
          `Retry the ${counted(count, 'uncertain device')} on ${pbx}?`,
        cancelled: (count: number, pbx: string) =>
          `Run the ${counted(count, 'cancelled device')} on ${pbx} again?`,
      },
      runAgainHint: {
        failed: 'This starts a new job. Devices that already have a new password aren’t affected.',
        uncertain:
          'These devices may already have a new password. Retrying sets another one, which replaces it.',
        cancelled: 'This starts a new job. Devices that already have a new password aren’t affected.',
      },
      runAgainYes: { failed: 'Retry', uncertain: 'Retry', cancelled: 'Run again' },
      runAgainStarting: 'Starting…',

      /** The table of a job’s devices. */
      devices: {
        label: (id: number) => `Devices of job ${id}`,
        show: 'Show devices that are',
        all: 'All',
        search: 'MAC, name, model or line',
        none: 'No matching devices',
        keys: 'Ctrl or Shift selects several, Enter shows a password.',
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
          running: 'Under way',
          queued: 'Queued',
          cancelled: 'Cancelled',
          skipped: 'Skipped',
        },
        tries: (count: number) => `${number(count)} tries`,
        try: (count: number) => `Try ${number(count)}`,
        /** @param left empty where the time has come */
        waiting: (reason: string, left: string) => `${reason}, again ${left ? `in ${left}` : 'now'}`,
        passwordGone: 'Password no longer kept',
        notTold: 'The PBX did not tell the password',
        readBack: 'Password read from the PBX',
        oldOrNew: 'Read back: old or new',
        notReadBack: 'No password could be read back',
        notReadBackYet: 'Password not read back yet',
        settled: 'No clear answer, but a new password',
        settling: (clock: string) => `Read again at ${clock}`,
        revised: (clock: string) => `Other password found at ${clock}`,
        nothingSent: 'Nothing was sent',
        notListed: 'Not listed on this PBX',
        listedOn: (pbx: string) => `Not listed on this PBX, but on ${pbx}`,
        deskPhone: (owner: string | null) => (owner ? `Desk phone of ${owner}` : 'A desk phone'),
        replaced: (at: string) => `replaced ${at}`,
        perhapsReplaced: (at: string) => `perhaps replaced ${at}`,
        completedLater: (at: string) => `completed by a later job (${at})`,
        perhapsCompletedLater: (at: string) => `possibly completed by a later job (${at})`,
      },

      export: {
        open: 'Export…',
        title: (id: number) => `Export job ${id}`,
        format: 'Format',
        csv: 'CSV, for a spreadsheet',
        json: 'JSON, for a program',
        passwords: 'Include passwords in clear text: anyone who opens the file can read them',
        withPasswords: 'Export with passwords…',
        without: 'Export…',
        close: 'Close',
        risky: (names: string, count: number) =>
          `${count === 1 ? '1 password begins' : `${number(count)} passwords begin`} like a formula, a number or a date: ${names}. The file has ${count === 1 ? 'it' : 'them'} exactly; a spreadsheet may show something else. Import the password column as text.`,
        moreDevices: (count: number) => `${number(count)} more`,
        written: (path: string) => rich`Written to ${code(path)}`,
        /** Stored passwords that are missing in the export. */
        unreadable: (passwords: number) =>
          passwords === 1
            ? 'One password is missing: it can’t be opened, because its key isn’t in the keychain.'
            : `${number(passwords)} passwords are missing: they can’t be opened, because their key isn’t in the keychain.`,
      },
    },

    history: {
      title: 'History',
      search: 'MAC, name, reference or PBX',
      reading: 'Reading the history…',
      empty: 'Nothing yet. Every device and every list that you run is kept here, with what came of it.',
      open: 'Not over yet',
      earlier: 'Earlier',
      older: 'Show older jobs',
      today: 'today',
      again: (job: number) => `again, of job ${job}`,
      nothingDone: 'nothing done yet',
      show: 'Show',
      showJob: (id: number) => `Show job ${id}`,
      resumeJob: (id: number) => `Resume job ${id}`,
      searching: 'Searching…',
      searchAgain: 'Search again',
      nothingFound: (text: string) => `Nothing was done with a device, or under a reference, like “${text}”.`,
      found: 'Found',
      foundDevices: 'Found devices',
      newest: (count: number) => `The newest ${number(count)}, newest first. Type more to narrow it down.`,
      times: (count: number) => (count === 1 ? '1 time' : `${number(count)} times, newest first`),
    },

    /** The PBXs screen, its form, and the way to the first PBX. */
    pbxs: {
      none: 'No PBX is set up on this computer yet. Add one to begin.',
      connectFirst: 'Connect your first PBX',
      connect: 'Connect a PBX',
      whereToFindKey: [
        rich`In 3CX’s console open ${strong('Integrations > API')} and add an API client: department ${strong('DEFAULT')}, role ${strong('System Owner')}, ${strong('3CX Configuration API access')} on.`,
        rich`Enter its ${strong('client ID')} and ${strong('API key')} in Rekey; 3CX shows the key only once. Make one API client per computer: a second sign-in ends the first.`,
      ],

      /** A PBX's card. */
      find: 'Find a PBX',
      noneFound: (text: string) => `No results for “${text}”`,
      foundOf: (found: number, total: number) => `${number(found)} of ${number(total)} PBXs`,
      detailsOf: (pbx: string) => `Details of ${pbx}`,
      clientIdOf: (clientId: string) => rich`Client ID ${code(clientId)}`,
      test: 'Test',
      testOf: (pbx: string) => `Test ${pbx}`,
      edit: 'Edit',
      remove: 'Remove',
      removeOf: (pbx: string) => `Remove ${pbx}`,
      pinned: 'Certificate pinned',
      notTried: 'Not tried yet',
      keyMissing: 'API key missing',
      keyMissingOf: (pbx: string) => `The API key of ${pbx} is missing`,
      keyMissingHint: 'Rekey can’t sign in to the PBX without it.',
      failed: (ago: string, reason: string) => `Failed ${ago}: ${reason}`,
      /** @param version null where it is not known */
      answered: (ago: string, version: string | null) =>
        `Answered ${ago}${version ? `, 3CX ${version}` : ''}`,

      /** How hard lists work it. */
      pace: {
        /** @param perSecond null for no limit */
        is: (atOnce: number, perSecond: number | null) =>
          `Speed: ${number(atOnce)} at once, ${perSecond === null ? 'no limit per second' : `at most ${number(perSecond)} per second`}`,
        change: 'Change',
        changeOf: (pbx: string) => `Change the speed of ${pbx}`,
        of: (pbx: string) => `Speed of ${pbx}`,
        atOnce: 'Devices at once',
        atOnceHint: (most: number) => `1 to ${number(most)}`,
        atOnceWrong: (most: number) => `A whole number from 1 to ${number(most)}.`,
        perSecond: 'Devices per second',
        perSecondHint: (most: number) => `1 to ${number(most)}, or empty for no limit`,
        perSecondWrong: (most: number) => `A whole number from 1 to ${number(most)}, or nothing.`,
        save: 'Save speed',
      },

      /** How a test went. */
      passed: 'The PBX answered and accepted the API key',
      /** @param version null where it is not known; @param count null where the list may not be read */
      passedFacts: (version: string | null, count: number | null) =>
        `${version ? `3CX ${version}` : 'Its version is not known'}${
          count === null
            ? '. Its role may not read the device list, so devices cannot be recognised by name.'
            : `, ${number(count)} ${count === 1 ? 'gateway or DECT base' : 'gateways and DECT bases'}.`
        }`,
      tryKeyAgain: 'Try the key once more',
      tryKeyAgainHint:
        'Retry only if you’ve fixed the API client in the 3CX Admin Console. Further rejections can get this IP address blocked.',
      signInNow: 'Sign in now anyway',
      signInNowHint:
        'Sign in now only if you’re sure of the client ID and API key. If the PBX rejects them again, it may block this IP address for every program on this network.',
      editToTrust: 'Edit to trust it',
      editAddress: 'Edit the address',
      editKey: 'Edit the client ID and key',

      removal: {
        alsoHistory: (jobs: number) =>
          `Also delete its history (${number(jobs)} ${jobs === 1 ? 'job' : 'jobs'})`,
        whatHistory: 'Its jobs, and the passwords kept with them, cannot be brought back.',
      },
      removeQuestion: (pbx: string) => rich`Remove ${strong(pbx)} from this computer?`,
      removeLoses:
        'Its API key is deleted from the keychain, and its device list with it. Nothing changes on the PBX.',
      removeKeeps:
        'What was regenerated stays under History, with its passwords as long as they are kept. A job that is not over can go on only after a PBX with this address was added again.',
      keep: 'Keep',

      /** The form. */
      addTitle: 'Add a PBX',
      add: 'Add PBX',
      address: 'Address',
      addressHint:
        'The address of 3CX’s web client; a self-hosted one mostly has a port: https://pbx.example.com:5001.',
      addressMissing: 'Enter the address of the PBX.',
      name: 'Name',
      nameHint: 'What you call this PBX. Left empty, it is called by its host.',
      clientId: 'Client ID',
      clientIdMissing: 'Enter the client ID.',
      apiKey: 'API key',
      apiKeyHint: 'It is kept in this computer’s keychain, and never shown again.',
      apiKeyStored: 'Leave empty to keep the stored one.',
      apiKeyMissing: 'Enter the API key.',
      trustNew: 'Trust the new certificate',
      trust: 'Trust this certificate',
      onlyTrusted: 'Only this certificate is trusted (SHA-256)',
      forgetTrust: 'Use this computer’s own trust instead',
      save: 'Save',
      testConnection: 'Test connection',
      discardQuestion: 'Discard what you entered?',
      discard: 'Discard',
      keepEditing: 'Keep editing',
    },

    /** Parts that every place is made of. */
    ui: {
      optional: '(optional)',
      dismiss: 'Dismiss',
      emptySearch: 'Empty the search',
      retryIn: (left: string) => `It can be tried again in ${left}.`,
      retryNow: 'It can be tried again now.',
      certificate: {
        problem: 'Problem',
        problems: {
          'self-signed': 'It is self-signed',
          'unknown-authority': 'This computer does not know the authority that signed it',
          expired: 'It has expired, or this computer’s clock is wrong',
          'not-yet-valid': 'It is not valid yet, or this computer’s clock is wrong',
          'wrong-host': 'It was made for another name',
        },
        madeFor: 'Made for',
        valid: 'Valid',
        validity: (from: string, to: string) => `${from} to ${to}`,
        unknown: 'unknown',
        fingerprint: 'Fingerprint (SHA-256)',
        trustedBefore: 'Trusted until now (SHA-256)',
        shownNow: 'Shown now (SHA-256)',
      },
    },

    /** Files that carry PBXs to another computer. */
    setupFiles: {
      kind: 'Set-up file',
      anyFile: 'All files',
      openFile: 'Open set-up file…',
      exportFile: 'Export set-up file',
      dropHere: 'Drop the set-up file to open it',
      waits: (file: string) => `${file} waits to be opened`,
      goOn: 'Go on',
      closeFile: 'Close the file',

      exportTitle: 'Export set-up file',
      exportLead:
        'The file has name, address, client ID, trusted certificate and speed of each PBX, for another computer to import.',
      which: 'PBXs in the file',
      all: 'All',
      none: 'None',
      chooseOne: 'Choose at least one PBX.',
      keys: 'API keys',
      withoutKeys: 'Leave out',
      withKeys: 'Include',
      withoutKeysHint: 'They are entered on the other computer. This is the better way if both will be used.',
      sharedKeyTitle: 'Two computers with one API client sign each other out',
      sharedKey:
        'The file has API keys in it. A PBX keeps only one sign-in per API client: two computers with the same one keep signing each other out. If both will be used, make one each: in 3CX’s console under Integrations > API add another client for the second computer, and give the PBX there that one’s client ID and API key.',
      newPassphrase: 'Passphrase',
      newPassphraseHint: (shortest: number) =>
        `At least ${number(shortest)} characters. Tell it some other way than you send the file; nobody can open the file without it.`,
      samePassphrase: 'The same again',
      samePassphraseHint: 'A slip of the finger would lock the file for good.',
      poorPassphrase: {
        short: `The passphrase needs at least ${number(shortestPassphrase)} characters; several words are easy to tell someone.`,
        repeated: 'The passphrase is the same few characters over and over.',
      },
      notTheSame: 'The two passphrases are not the same.',
      save: 'Save file…',
      exported: (count: number) =>
        `${count === 1 ? 'The PBX is' : `${number(count)} PBXs are`} in the set-up file`,
      exportedWith: 'With API keys: whoever has the file and its passphrase can sign in to these PBXs.',
      exportedWithout: 'Without API keys: they are entered on the other computer.',
      nextStep:
        'There it is opened by a double click. Tell the passphrase some other way than you send the file.',
      showInFolder: 'Show in folder',
      done: 'Done',

      importTitle: 'Open set-up file',
      passphrase: 'Passphrase',
      passphraseHint: 'Whoever made the file knows it. Nothing is imported yet.',
      enterPassphrase: 'Enter the passphrase.',
      open: 'Open',
      openAnother: 'Open another file…',
      contents: 'PBXs in the file',
      withKey: 'With API key',
      noKey: 'Without API key',
      ownCertificate: 'Certificate pinned',
      isNew: 'New',
      isHere: 'Here already',
      decision: (pbx: string) => `What to do with ${pbx}`,
      keep: 'Keep mine',
      replace: 'Update from file',
      replaced: {
        imported: 'Its API key is replaced by the one in the file.',
        kept: 'Its API key is kept.',
        missing: 'It has no API key then: the file has none for it, so the key has to be entered.',
      },
      certificates: {
        replaced: 'Another certificate is trusted from then on: the one in the file.',
        added: 'Only the certificate in the file is trusted from then on.',
        dropped: 'The certificate that is trusted now is not any more; what this computer trusts is.',
      },
      elsewhere:
        'A PBX of this name is here at another address. It is left as it is; give yours another name to import this one.',
      importCount: (count: number) => `Import ${number(count)} ${count === 1 ? 'PBX' : 'PBXs'}`,
      nothingToImport: 'Nothing is chosen to be imported.',
      changedMeanwhile: 'What is below is how it stands now.',
      imported: (count: number) =>
        `${count === 1 ? '1 PBX is' : `${number(count)} PBXs are`} set up on this computer`,
      added: 'Added',
      updated: 'Updated',
      notTriedYet: 'Nothing was contacted yet. A PBX is tried when you first use it, or test it.',
      keyMissing: 'Its API key is missing.',
      enterKey: 'Enter API key',
      enterKeyOf: (pbx: string) => `Enter API key of ${pbx}`,
    },

    /** Looking for a device on all PBXs. */
    search: {
      hint: 'Or look for a device on all PBXs: by its name, line, model or a part of its MAC address.',
      looking: 'Searching…',
      none: 'No matching devices',
      noneHint: (pbx: string) => `The device list of ${pbx} hasn’t been fetched yet, so it wasn’t searched.`,
      results: 'Devices that match',
      found: (count: number) => `${devices(count)} ${count === 1 ? 'matches' : 'match'} - ↓ and Enter choose`,
      foundMore: (count: number) => `The first ${devices(count)} that match. Type more to narrow it down.`,
      listAge: (pbx: string, age: string) => `${pbx} - list fetched ${age}`,
      deskPhone: (owner: string) => `Desk phone of ${owner}`,
      aUser: 'a user',
      notSearched: (pbxs: readonly string[]) => `Not searched, no device list yet: ${list(pbxs)}`,
      incomplete: (pbxs: readonly string[]) => `Device list may be incomplete: ${list(pbxs)}`,
    },

    policy,
    update,
    fetching: fetching(format),

    settings: {
      title: 'Settings',
      window: 'Window',
      appearance: 'Appearance',
      appearanceHint: 'System changes between light and dark with this computer.',
      light: 'Light',
      dark: 'Dark',
      language: 'Language',
      languageHint: 'System is this computer’s language, or English where Rekey does not speak it.',
      acceptDefault: 'Keep the default',
      system: 'System',

      passwords: 'Passwords',
      clearClipboard: 'Clear the clipboard after',
      clearClipboardHint:
        'A copied password is taken off the clipboard again, unless something else was copied since. Counts from the next copy.',
      clearClipboardInFront:
        'On Wayland, Rekey can clear it only while it is in front; otherwise it does so when you return. If you quit Rekey from the tray, a copied password may stay on the clipboard.',
      keep: 'Keep passwords for',
      keepHint:
        'For so many days a new password can be shown and copied again. Then it is deleted from this computer for good; the device goes on working with it, and the history stays.',
      keepLabel: 'Days for which passwords are kept',
      days: 'days',
      deleteQuestion: (count: number) =>
        count === 1 ? 'Delete 1 kept password?' : `Delete ${number(count)} kept passwords?`,
      deleteHint: (count: number, days: number) =>
        `${count === 1 ? 'It is' : 'They are'} older than ${counted(days, 'day')}. What was deleted cannot be brought back.`,
      deleteYes: (count: number): string => (count === 1 ? 'Delete it now' : 'Delete them now'),
      deleteNo: (days: number) => `Keep ${counted(days, 'day')}`,

      lists: 'Lists',
      confirmAbove: 'Ask to type the number above',
      confirmAboveHint:
        'For a list of more devices than this, their number has to be typed before anything is sent.',
      confirmAboveLabel: 'Most devices without typing their number',
      devices: 'devices',
      wrongNumber: (most: number) => `A whole number from 1 to ${number(most)}.`,

      pace: 'Speed of each PBX',
      paceHint: 'A PBX throttles, and may block, a client that asks too much of it.',

      support: 'Files and support',
      log: 'Log',
      logHint: 'What was done and which errors there were, without passwords, addresses or names.',
      showLog: 'Show in folder',
      database: 'Database',
      databaseHint: 'PBXs, device lists and jobs; the kept passwords are sealed with a key in the keychain.',
      diagnostics: 'Diagnostics',
      diagnosticsHint:
        'Versions, counts, error codes and times, to send to somebody who helps. Nothing secret or personal is in it.',
      copyDiagnostics: 'Copy diagnostics',
      copied: 'Copied',
      /** Deleting all that is kept. */
      forget: {
        section: 'Leave this computer',
        title: 'Forget everything',
        hint: 'Deletes all that Rekey keeps on this computer: PBXs, history, passwords, API keys, settings and the log. On the PBXs nothing changes.',
        begin: 'Forget everything…',
        question: 'Forget everything on this computer?',
        what: 'The database with all PBXs, jobs and kept passwords, the settings, the log, and this data folder’s entries in the keychain (API keys, sign-ins, proxy sign-ins, the key to the passwords) are deleted. This can’t be undone. Other Rekey data folders on this computer keep theirs.',
        stays: 'Files that you exported stay where you put them. Then Rekey closes.',
        word: 'forget',
        type: (word: string) => `Type “${word}” to go on`,
        notTyped: (word: string) => `It has to be “${word}”.`,
        yes: 'Forget everything',
        withoutKeychain: 'Delete the rest, leave the keychain',
        no: 'Keep everything',
        gone: 'Everything is forgotten',
        mayHoldMore:
          'The damaged database that was set aside could not be read, so the keychain may still hold entries of “Rekey for 3CX”. Remove those in the system’s keychain program.',
        leftForOthers: (entries: readonly string[]) =>
          `Another Rekey data folder on this computer may need these keychain entries of “Rekey for 3CX”, so they were left: ${entries.join(', ')}. If there is no other folder, delete them in the system’s keychain program.`,
        closing: 'Rekey closes now.',
      },
    },

    /** The quick panel. */
    panel: {
      title: 'New password',
      openWindow: 'Open the window',
      clipboard: {
        none: 'There is no MAC address on the clipboard.',
        several: 'There is more than one MAC address on the clipboard. For a list, open the window.',
        unsure: 'The number on the clipboard may be a MAC address or another number. If it is one, paste it.',
        'too-long': 'The text on the clipboard is too long to look for a MAC address. Copy less of it.',
        unreadable: 'The clipboard could not be read.',
      },
      noPbx: 'No PBX is connected yet.',
      connect: 'Connect a PBX',
      running: (done: number, total: number) => `A job runs on this PBX: ${number(done)} of ${number(total)}`,
      showJob: 'Show job',
    },

    /** Jobs that wait for their PBX. */
    waiting: {
      runWhenReachable: 'Run when reachable',
      /** Beside it, where it is not plain what it does. */
      offer: (pbx: string) =>
        `${pbx} cannot be reached now. It can be tried all the same, or this waits and runs by itself as soon as ${pbx} answers, within 24 hours.`,
      /** Where the device could not be looked up. */
      offerUnknown:
        'It can wait, too: then the device is looked up as soon as the PBX answers, and you are asked.',
      waitingJobs: 'Waiting jobs',
      title: (pbx: string) => `Waits until ${pbx} can be reached`,
      jobWaits: (job: number, pbx: string, count: number) =>
        `Job ${job} waits until ${pbx} can be reached: ${devices(count)}.`,
      deviceWaits: (name: string) => `The new password for ${name} waits`,
      onDay: (day: string, clock: string) => `${day}, ${clock}`,
      since: (since: string, until: string) => `Since ${since}, until ${until} at the latest.`,
      promise:
        'It then runs by itself, if nothing has changed; else it asks. You can quit the program meanwhile: it goes on waiting at the next start.',
      nextTry: (clock: string) => `Next try at ${clock}.`,
      tryingNow: 'The PBX is being tried now.',
      tryNow: 'Try now',
      trying: 'Trying…',
      withdraw: 'Withdraw',
      stopWaiting: 'Stop waiting',
      withJob: (word: string, job: number) => `${word}, job ${job}`,
      asks: (job: number, pbx: string) => `Job ${job} on ${pbx} has waited, and asks now.`,
    },

    /** Menus, the tray, notifications and the system's own dialogs. */
    system: {
      /** In the names that each system gives them. */
      menu: {
        about: (app: string) => `About ${app}`,
        services: 'Services',
        hide: (app: string) => `Hide ${app}`,
        hideOthers: 'Hide Others',
        showAll: 'Show All',
        quit: 'Quit',
        quitApp: (app: string) => `Quit ${app}`,
        exit: 'Exit',
        file: 'File',
        closeWindow: 'Close Window',
        edit: 'Edit',
        undo: 'Undo',
        redo: 'Redo',
        cut: 'Cut',
        copy: 'Copy',
        paste: 'Paste',
        delete: 'Delete',
        selectAll: 'Select All',
        view: 'View',
        actualSize: 'Actual Size',
        zoomIn: 'Zoom In',
        zoomOut: 'Zoom Out',
        fullScreen: 'Toggle Full Screen',
        window: 'Window',
        minimize: 'Minimize',
        zoom: 'Zoom',
        bringAllToFront: 'Bring All to Front',
      },
      /** The question before the program ends in the middle of a job. */
      leaving: {
        message: 'A job is still running.',
        detail:
          'Quitting pauses it: what was sent is finished first, and the rest waits until you resume the job. Nothing is lost.',
        pauseAndQuit: 'Pause and quit',
        keepRunning: 'Keep running',
      },
      /** A window's title while jobs run. */
      progressTitle: (done: number, total: number, app: string) =>
        `${number(done)} of ${number(total)} - ${app}`,
      tray: {
        idleTip: 'Rekey for 3CX',
        runningTip: (done: number, total: number) => `${number(done)} of ${number(total)} - Rekey for 3CX`,
        attentionTip: 'Rekey for 3CX - a job needs a look',
        newFromClipboard: 'New password from the clipboard',
        newPassword: 'New password…',
        recentOn: (pbx: string) => `Recent on ${pbx}`,
        job: (pbx: string, done: number, total: number) => `${pbx}: ${number(done)} of ${number(total)}`,
        showJob: 'Show job',
        pause: 'Pause',
        pausing: 'Pausing…',
        pbx: 'PBX',
        pbxIs: (pbx: string) => `PBX: ${pbx}`,
        openWindow: 'Open window',
        settings: 'Settings',
        quit: 'Quit',
      },
      stayed: {
        title: 'Rekey is still there',
        body: 'It goes on in the tray. Quit it from the menu of its icon, or have closing the window quit it under Settings.',
      },
      notices: {
        finished: (pbx: string) => `Job on ${pbx} finished`,
        paused: (pbx: string) => `Job on ${pbx} paused`,
        interrupted: (pbx: string) => `Job on ${pbx} broke off`,
        cancelled: (pbx: string) => `Job on ${pbx} cancelled`,
        doneOf: (done: number, total: number) => `${number(done)} of ${number(total)} done.`,
        outcome: ({ succeeded, failed, uncertain }: Record<'succeeded' | 'failed' | 'uncertain', number>) =>
          [
            `${number(succeeded)} new ${succeeded === 1 ? 'password' : 'passwords'}`,
            failed > 0 && `${number(failed)} failed`,
            uncertain > 0 && `${number(uncertain)} uncertain`,
          ]
            .filter(Boolean)
            .join(', '),
        newPassword: (device: string) => `New password for ${device}`,
        revised: (device: string) => `${device} has another password than was recorded`,
        revisedBody: (pbx: string) => `Now the one that ${pbx} has is recorded.`,
        noPassword: (device: string) => `No new password for ${device}`,
        uncertain: (device: string) => `Not certain whether ${device} has a new password`,
        keeps: (device: string) => `Cancelled: ${device} keeps its password`,
        on: (pbx: string) => `On ${pbx}.`,
      },
      /** The part of the Settings screen about them. */
      settings: {
        heading: 'Tray and shortcut',
        shortcut: 'Shortcut for the quick panel',
        shortcutHint:
          'Opens a small panel for one device from any program, with the MAC address on the clipboard.',
        shortcutWayland: 'On Wayland the desktop may ask for your consent, or not offer shortcuts at all.',
        keys: { control: 'Ctrl', shift: 'Shift' },
        record: 'Press the keys',
        recordHint: 'Press the keys together. Escape leaves it as it was.',
        none: 'None',
        choose: 'Choose…',
        change: 'Change…',
        use: (keys: string) => `Use ${keys}`,
        remove: 'Remove',
        refusals: {
          'no-modifier': 'Hold Ctrl, Alt or the system’s own key with it: alone it is needed for typing.',
          editing: 'Every program copies, pastes or undoes with it.',
          closing: 'Every program closes its window with it.',
          typing: 'This keyboard types a character with it, which could then be typed nowhere.',
          key: 'This key cannot be part of a shortcut.',
        },
        keep: 'Keep running in the tray when the window is closed',
        keepHint: 'Jobs, the shortcut and notifications go on. Quit from the menu of the tray’s icon.',
        endsWithWindow: 'Closing the window quits the program',
        noTray:
          'No tray was found on this desktop, and without one it cannot keep running. On GNOME the extension “AppIndicator Support” adds one.',
        login: 'Start at log-in',
        loginHint: 'Starts in the tray, without a window.',
        loginHintNoTray: 'Opens its window, because this desktop has no tray.',
        on: 'On',
        off: 'Off',
      },
    },

    /** Networks and what stands in the way there. */
    network: {
      clocksAgree: 'This computer’s clock agrees with that of the PBX.',
      /** @param minutes this computer's clock is ahead; below 0, behind */
      clocksDiffer: ({ here, there, minutes }: { here: string; there: string; minutes: number }) =>
        `This computer’s clock says ${format.moment(here)}, that of the PBX ${format.moment(there)}: this one is ${spanOf(minutes)} ${minutes > 0 ? 'ahead' : 'behind'}. Set it right, then try again.`,
      /** A proxy that asks for a log-in. */
      proxy: {
        place: 'Log-in to the proxy',
        asks: (proxy: string) => rich`The proxy ${strong(proxy)} asks for a log-in`,
        refused: (proxy: string) => rich`The proxy ${strong(proxy)} refused the log-in`,
        what: 'It stands between this computer and the PBX. What you enter is sent to this proxy alone, and kept in the keychain.',
        refusedWhat:
          'It does not take this user name and password. They are not sent to it again, because accounts get locked that way.',
        inClear: 'On the way to the proxy it is not encrypted: whoever watches this network can read it.',
        user: 'User name',
        password: 'Password',
        logIn: 'Log in',
        notNow: 'Not now',
        kept: (proxy: string) => rich`The log-in for ${strong(proxy)} is in the keychain`,
        notKept: (proxy: string) => rich`The log-in for ${strong(proxy)} is known until Rekey is closed`,
        noKeychain: 'There is no keychain that would take it.',
        goOn: 'Try again what it held up.',
      },
    },
  };
};

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'the connection was refused',
  'timed-out': 'there was no answer in time',
  'host-unknown': 'its name cannot be found',
  'no-route': 'there is no network route to it',
  reset: 'the connection was cut',
  'tls-failed': 'no secure connection could be made',
  other: 'the connection failed',
};

const unreachableWhy: Record<
  ErrorReason<'pbx-unreachable'>,
  (host: string) => Pick<ErrorWords, 'happened' | 'next'>
> = {
  'local-network': (host) => ({
    happened: `${host}: ${unreachable['no-route']}. macOS may be blocking access to the local network.`,
    next: 'In System Settings > Privacy & Security > Local Network, allow Rekey (or the terminal app, if you use the terminal command), then try again. If it is allowed, check the network or VPN and the address.',
  }),
  'key-usage': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. The key usage in the PBX’s certificate doesn’t include “digital signature”, which this connection needs.`,
    next: 'Replace the PBX’s certificate with one whose key usage includes “digital signature”. Until then, the terminal command may be able to connect.',
  }),
  'tls-version': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. It offers only TLS versions older than 1.2, which aren’t secure.`,
    next: 'Update the PBX, or the firewall or reverse proxy in front of it, so that it offers TLS 1.2 or newer.',
  }),
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'it is self-signed',
  'unknown-authority': 'this computer does not know the authority that signed it',
  expired: 'it has expired, or this computer’s clock is wrong',
  'not-yet-valid': 'it is not valid yet, or this computer’s clock is wrong',
  'wrong-host': 'it was made for another name',
};

const address: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'It is not a web address.',
  'has-user-name': 'It must not contain a user name or password.',
  'not-encrypted': 'http is not encrypted; use https.',
  'not-https': 'It must begin with https://.',
  'has-zone':
    'It is an IPv6 address with a zone (% and what follows), which means something on one computer alone. Use the PBX’s name, or an address without a zone.',
};

const dataFolder: Record<ErrorReason<'data-folder-unusable'>, string> = {
  'open-elsewhere':
    'another window or terminal of this program has it open; close them first, nothing was deleted',
  busy: 'another copy of this program is busy with it and does not come to an end',
  'kept-locked': 'another program keeps it locked',
  'new-unreadable': 'a new database is unreadable at once',
  'read-only': 'it is read-only',
  'no-right': 'this user has no right to write to it',
  'no-folder': 'it is not a folder that can be made or opened',
  'database-locked': 'another program keeps its database locked',
  'database-damaged': 'its database is damaged; start this program again to have it set aside',
  'database-damaged-in-use':
    'its database is damaged; close all other windows and terminals of this program, and start again',
  'disk-fault': 'the disk reports a fault',
};

const unwritable: Record<ErrorReason<'file-unwritable'>, string> = {
  'no-folder': 'there is no such folder',
  'is-folder': 'it is a folder',
  'no-right': 'this user may not write there, or another program has the file open',
  'read-only': 'the disk is read-only',
  'file-in-use': 'another program, such as a spreadsheet, has the file open',
  'no-space': 'the disk is full',
  'disk-fault': 'the disk reports a fault',
  other: 'the system does not allow it',
};

const proxy: Record<ErrorReason<'proxy-failed'>, (host: string) => Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: () => ({
    happened: 'HTTPS_PROXY or ALL_PROXY holds no address of a proxy.',
    next: 'Write it as http://host:port, https://host:port or socks5://host:port.',
  }),
  socks4: () => ({
    happened: 'It is a SOCKS proxy of version 4, which Rekey cannot use.',
    next: 'Use one of version 5 (socks5://), or an HTTP proxy.',
  }),
  script: () => ({
    happened:
      'This computer’s network settings name no proxy that Rekey can use, or their proxy script (PAC) gave no answer.',
    next: 'Check them, or set HTTPS_PROXY before starting Rekey.',
  }),
  'socks-forbids': (host) => ({
    happened: `${host}, a SOCKS proxy, does not allow a connection to the PBX.`,
    next: 'Ask its administrator to allow the PBX’s address and port, or have the PBX left out of the proxy (NO_PROXY).',
  }),
  'socks-unreached': (host) => ({
    happened: `${host}, a SOCKS proxy, could not reach the PBX itself.`,
    next: 'Check the PBX’s address and port, and whether it is running. If it can only be reached without the proxy, have it left out of that (NO_PROXY).',
  }),
};

/** What a log-in page had been sent when it answered. */
const sent: Record<NonNullable<ErrorFacts['sent']>, { happened: string; next: string }> = {
  key: {
    happened: 'The API key had been sent to it by then.',
    next: ' If you do not know whose page it is, make a new API key in 3CX’s console.',
  },
  token: {
    happened: 'An access token, which runs out by itself, had been sent to it by then; no key or password.',
    next: '',
  },
};

/** What settings are called on their screen. */
const setting: Record<NamedSetting, string> = {
  appearance: 'Appearance',
  language: 'Language',
  clipboardSeconds: 'Clear the clipboard after',
  retentionDays: 'Keep passwords for',
  confirmAbove: 'Ask to type the number above',
  shortcut: 'Shortcut',
  keepInTray: 'Keep running in the tray',
  updateAddress: 'Update check',
  pace: 'Speed',
};

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'its form', page: 'its page' };

const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'The PBX';
const thisPbx = (facts: ErrorFacts): string => facts.pbx ?? 'this PBX';
const file = (facts: ErrorFacts): string => (facts.path === undefined ? 'The file' : `“${facts.path}”`);
const says = (facts: ErrorFacts): string => (facts.pbxSays ? ` The PBX says: “${facts.pbxSays}”.` : '');
/** Where it is not sure that a PBX wrote the reply. */
const replySays = (facts: ErrorFacts): string =>
  facts.pbxSays ? ` The reply says: “${facts.pbxSays}”.` : '';
const whyUnwritable = ({ reason, systemSays }: ErrorFacts): string => {
  const known = reason === 'other' ? undefined : entryOf(unwritable, reason);
  return known ?? unwritable.other + (systemSays ? ` (${systemSays})` : '');
};
const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';
const status = (facts: ErrorFacts): string => (facts.status === undefined ? '' : ` (HTTP ${facts.status})`);
const names = (facts: ErrorFacts): string => (facts.names ?? []).join(', ');

/** The words of errors in English. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'The PBX was given another address. The job belongs to the old one.',
  certificate: 'Another certificate is trusted for this PBX now.',
};

function errors({ number, date, moment, clock }: Format): ErrorTexts {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);
  const devices = (n: number): string => `${number(n)} ${n === 1 ? 'device' : 'devices'}`;
  const limit = (facts: ErrorFacts): string => number(facts.limit ?? 0);
  const megabytes = (bytes: number | undefined): string => `${number((bytes ?? 0) / 1_000_000, 1)} MB`;
  const notBefore = (facts: ErrorFacts): string =>
    facts.retryAt ? ` Not before ${moment(facts.retryAt)}.` : '';

  const usage: Record<ErrorReason<'usage'>, (facts: ErrorFacts) => string> = {
    'list-too-long': (facts) => `The list is longer than ${limit(facts)} characters.`,
    'list-too-many-macs': (facts) => `The list has more than ${limit(facts)} MAC addresses. Split it.`,
    'clipboard-empty': () => 'There is no text on the clipboard.',
    'files-too-many': (facts) => `These are ${count(facts)} files. Open at most ${limit(facts)} at a time.`,
    'file-too-large': (facts) =>
      `${file(facts)} has ${megabytes(facts.count)}. A list may have ${megabytes(facts.limit)}.`,
    'files-too-large': (facts) =>
      `These files have ${megabytes(facts.count)} together. A list may have ${megabytes(facts.limit)}.`,
    'file-missing': (facts) => `${file(facts)} does not exist.`,
    'file-is-folder': (facts) => `${file(facts)} is a folder, not a file.`,
    'file-forbidden': (facts) => `${file(facts)} may not be read by this user.`,
    'file-unreadable': (facts) =>
      facts.systemSays
        ? `${file(facts)} cannot be read (${facts.systemSays}).`
        : `${file(facts)} cannot be read. It may have been moved, or be open elsewhere.`,
    'file-is-spreadsheet': (facts) =>
      `Rekey can’t read the spreadsheet format of ${file(facts)}. Save it as .xlsx or CSV, or copy its cells and paste them as a list.`,
    'file-is-protected': (facts) =>
      `${file(facts)} is protected by a password. Save a copy without one, or copy its cells and paste them as a list.`,
    'file-is-document': (facts) =>
      `Rekey can’t read a document such as ${file(facts)}. Open it, copy the MAC addresses and paste them as a list.`,
    'file-is-picture': (facts) =>
      `${file(facts)} is a picture. Rekey reads text only: type the MAC addresses, or scan their barcodes.`,
    'file-is-archive': (facts) => `${file(facts)} is an archive. Unpack it, then open the files in it.`,
    'file-damaged': (facts) =>
      `${file(facts)} is damaged or incomplete. Copy or download it again, or save it again in the program it comes from.`,
    'file-unpacked-too-large': (facts) =>
      `${file(facts)} contains too much data to read. Save only the list, as CSV.`,
    'file-empty': (facts) => `${file(facts)} contains no text.`,
    'file-not-text': (facts) =>
      `${file(facts)} is not a text file. Open a text file, CSV or .xlsx, or copy the text and paste it as a list.`,
    'file-exists': (facts) => `${file(facts)} is there already. Give another name.`,
    'pbx-name-taken': (facts) =>
      facts.pbx ? `There is a PBX named “${facts.pbx}” already.` : 'There is a PBX of this name already.',
    'pbx-name-length': (facts) => `A PBX needs a name of 1 to ${limit(facts)} characters.`,
    'client-id-form': (facts) => `The client ID must be 1 to ${limit(facts)} characters without spaces.`,
    'api-key-form': (facts) => `The API key must be 1 to ${limit(facts)} characters without spaces.`,
    'api-key-needed': () => 'For another address, the API key has to be entered again.',
    'fingerprint-form': () =>
      'The fingerprint must be a SHA-256 one: 64 hexadecimal digits, with or without colons.',
    'pbx-changed': (facts) =>
      `The address, the client ID, the API key or the trusted certificate of ${thisPbx(facts)} was changed meanwhile. Nothing was sent; have it done anew.`,
    'job-unknown': (facts) => (facts.job ? `There is no job ${facts.job}.` : 'There is no such job.'),
    'job-of-other-pbx': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} began at ${facts.pbx ?? 'another address'} and goes on only there, not at ${facts.host ?? 'this one'}. Give the PBX that address again; or cancel what is left of the job, and run those devices in a new one.`,
    'job-over': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} is over; nothing of it is left to run.`,
    'job-waits': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} waits until its PBX can be reached.`,
    'job-does-not-wait': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} does not wait, or not any more.`,
    ...fetchUsage,
    'setup-file-pbx-count': (facts) => `A set-up file takes 1 to ${limit(facts)} PBXs.`,
    'passphrase-short': (facts) =>
      `The passphrase needs at least ${limit(facts)} characters; several words are easy to tell someone.`,
    'passphrase-repeated': () => 'The passphrase is the same few characters over and over.',
    'pbxs-at-other-address': (facts) =>
      `Here are PBXs of the same name at another address: ${names(facts)}. Give yours another name first. Nothing was imported.`,
    'pbxs-here-already': (facts) =>
      `These PBXs are here already: ${names(facts)}. Only when you say so are they updated from the file. Nothing was imported.`,
    'pbxs-changed-meanwhile': () => 'The PBXs here changed meanwhile. Nothing was imported.',
    'setup-file-closed': () => 'This set-up file is not open any more. Open it again.',
    'setup-file-not-opened': () => 'The passphrase of the set-up file was not entered yet.',
    'nothing-exported': () => 'No set-up file was exported yet.',
    'proxy-not-asking': () => 'No proxy of that name asks for a log-in.',
    'update-address-form': () => 'Enter an https address without a login.',
    'proxy-login-form': () =>
      'A user name must not be empty or have a colon, and neither it nor the password may have control characters.',
  };

  return {
    usage: (facts) => ({
      title: 'This cannot be done like this',
      happened:
        entryOf(usage, facts.reason)?.(facts) ?? facts.terminalSays ?? 'An argument is missing or wrong.',
      next: facts.choices?.length
        ? `Choose one of: ${facts.choices.join(', ')}.`
        : 'Correct it and try again.',
    }),
    'mac-invalid': (facts) => ({
      title:
        facts.count && facts.count > 1
          ? `${count(facts)} entries are not MAC addresses`
          : 'Not a MAC address',
      happened: [facts.input ? `“${facts.input}”:` : '', facts.terminalSays ?? ''].join(' ').trim(),
      next: 'Correct it. Nothing was sent.',
    }),
    'pbx-unknown': (facts) =>
      facts.reason === 'removed'
        ? {
            title: `${facts.pbx ?? 'The PBX'} is not set up any more`,
            happened: 'The PBX was removed, so the job does not run by itself.',
            next: 'Add a PBX with the same address and resume the job, or cancel it.',
          }
        : {
            title: facts.input ? `No PBX named “${facts.input}”` : 'No PBX is set up',
            happened: facts.choices?.length
              ? `Known are: ${facts.choices.join(', ')}.`
              : 'This computer does not know any PBX yet.',
            next: facts.choices?.length
              ? 'Use one of these names.'
              : 'Add it with its address, client ID and API key.',
          },
    'pbx-address-invalid': (facts) => ({
      title: 'Not the address of a PBX',
      happened: `“${facts.input ?? ''}” cannot be used. ${entryOf(address, facts.reason) ?? ''}`.trim(),
      next: 'Give the address that opens the 3CX web client, such as https://pbx.example.com or https://pbx.example.com:5001.',
    }),
    'device-not-found': (facts) =>
      facts.reason === 'user-gone'
        ? {
            title: 'The PBX no longer has this user',
            happened: `The PBX has no user of this desk phone any more.${says(facts)}`,
            next: 'Check in 3CX’s console whose desk phone it is, and refresh the device list.',
          }
        : {
            title: 'Not listed on this PBX',
            happened: `The PBX has no gateway or DECT base with this MAC address.${facts.reason === 'desk-phones-unread' ? ' It may be a desk phone: those couldn’t be read.' : ''}${facts.pbx ? ` The device list of ${facts.pbx} has it.` : ''}${says(facts)}`,
            next: facts.pbx
              ? `Run it on ${facts.pbx}.`
              : 'Check the MAC address on the device’s label, and that it was added to this PBX.',
          },
    'pbx-version-unknown': (facts) => ({
      title: 'The PBX’s version is not known',
      happened: `The request for a desk phone depends on the version of 3CX${facts.version ? `, and “${facts.version}” is none that Rekey knows` : ', which Rekey couldn’t read'}. Nothing was sent.`,
      next: facts.version
        ? 'Regenerate the desk phone password in 3CX’s console.'
        : 'Give the API client a role that may read the system status, or regenerate the desk phone password in 3CX’s console.',
    }),
    'device-is-desk-phone': (facts) => ({
      title: 'A desk phone, not a gateway or DECT base',
      happened: `This is the desk phone of ${facts.owner ?? 'a user'}. Its web password belongs to the user.`,
      next: 'Open the user in 3CX’s console and regenerate the desk phone password there.',
    }),
    'sign-in-refused': (facts) =>
      facts.reason === 'refused-before'
        ? {
            title: 'The PBX refused this API key before',
            happened:
              'The same client ID and API key are not tried again, because a PBX blocks addresses after a few refusals.',
            next: 'Enter the right API key. If this one is right by now, because the API client was put right in 3CX’s console, have it tried once more.',
          }
        : {
            title: 'The PBX refused to sign in',
            happened: `The client ID or the API key is probably wrong, or the API client was removed${status(facts)}.${says(facts)}`,
            next: 'Check both in 3CX’s console under Integrations > API, and enter the API key again. It is not tried again by itself: repeated refusals can get this computer’s address blocked.',
          },
    'sign-in-held-off': (facts) => ({
      title: 'Sign-in paused to avoid a block',
      happened:
        'The PBX rejected two sign-ins in a row. Another one could get this computer’s IP address blocked, even with a different API key.',
      next: `Check the client ID and API key in the 3CX Admin Console.${facts.retryAt ? ` You can try again at ${moment(facts.retryAt)}, or now at that risk.` : ' You can wait 15 minutes, or try now at that risk.'}`,
    }),
    'sign-in-denied': (facts) => ({
      title: 'The PBX did not allow the sign-in',
      happened: `The PBX did not say that the client ID or API key is wrong${status(facts)}.${says(facts)}`,
      next: 'Possible causes: “3CX Configuration API access” is off for this API client; its role or department does not allow it; Console Restrictions do not include this IP address; the licence is below 8SC Enterprise.',
    }),
    'address-blocked-suspected': (facts) => ({
      title: 'The PBX may have blocked this computer’s address',
      happened: `${at(facts)} does not answer any more, shortly after it refused to sign in. That is what its protection against break-ins does.`,
      next: 'In 3CX’s console look under Security > IP Blacklist for this network’s address, and remove it there; or wait until the block ends.',
    }),
    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Not everything is as it was when you agreed to this',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'is' : 'are'} listed on the PBX in another way than before, or not at all.`,
          doneSince > 0 && `${devices(doneSince)} got a new password in the meantime.`,
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
    'password-replaced': ({ reason, replacedAt }) => ({
      title: reason === 'perhaps' ? 'This password may have been replaced' : 'This password was replaced',
      happened: `A later job ${reason === 'perhaps' ? 'may have given' : 'gave'} this device another password${replacedAt === undefined ? '' : ` (${moment(replacedAt)})`}.`,
      next: 'Nothing was copied or shown. Use the newer password, or copy this one anyway.',
    }),
    'wait-expired': (facts) => ({
      title: 'The time for waiting is over',
      happened: `By this computer’s clock, the time is over in which the job was to run on ${facts.pbx ?? 'the PBX'} by itself: ${number(longestWaitHours)} hours. Nothing more was sent.`,
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
    'token-contested': (facts) => ({
      title: 'Another program probably signs in with the same API client',
      happened:
        facts.count === undefined
          ? 'The PBX rejected an access token right after issuing it. A PBX keeps only one sign-in per API client, so two programs keep signing each other out.'
          : `The PBX withdrew access ${count(facts)} times within a minute. A PBX keeps only one sign-in per API client, so two programs keep signing each other out.`,
      next: 'Stop the other program, or create a separate API client for this computer in the 3CX Admin Console. If no other program uses it, check the role of the API client.',
    }),
    forbidden: (facts) => ({
      title: 'The PBX does not allow this',
      happened: `Signing in worked, but the request was refused${status(facts)}.${says(facts)}`,
      next: `Possible causes: the API client’s role is too low (System Owner is known to work) or its department is not DEFAULT; “3CX Configuration API access” is off; Console Restrictions do not include this address; the licence is below 8SC Enterprise.${facts.status === 401 ? ' Or another program uses the same API client.' : ''}`,
    }),
    'request-refused': (facts) => ({
      title: 'The PBX refused the request',
      happened: `It was not carried out${status(facts)}.${says(facts)}`,
      next: 'Look at the device in 3CX’s console; what the PBX says may tell what stands in the way.',
    }),
    'rate-limited': (facts) => ({
      title: 'The PBX asks to go slower',
      happened: `It refused requests because there were too many${status(facts)}.${says(facts)}`,
      next: `Wait a while, then run it again.${notBefore(facts)}`,
    }),
    'pbx-error': (facts) => ({
      title: 'The PBX reported a fault of its own',
      happened: `It answered with an error${status(facts)}.${says(facts)}`,
      next: 'Try again in a few minutes. If it stays, look at the state of the services in 3CX’s console.',
    }),
    'pbx-unreachable': (facts) => ({
      title: 'The PBX cannot be reached',
      ...(entryOf(unreachableWhy, facts.reason)?.(at(facts)) ?? {
        happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
        next:
          facts.unreachable === 'host-unknown'
            ? 'Check the network and the spelling of the address. If this PBX is reached through a VPN, connect it first: its name may be known there alone.'
            : 'Check the network or VPN and the address. Self-hosted systems often use port 5001: https://…:5001.',
      }),
    }),
    'proxy-failed': (facts) => ({
      title: 'The proxy does not let the connection through',
      ...(entryOf(proxy, facts.reason)?.(facts.host ?? 'The proxy') ?? {
        happened: `${facts.host ?? 'The proxy'}${status(facts)} did not connect to the PBX.`,
        next: 'Check the proxy in this computer’s network settings, or in HTTPS_PROXY where that is set; or have the PBX left out of it (NO_PROXY).',
      }),
    }),
    'proxy-login': (facts) => {
      const host = facts.host ?? 'The proxy';
      if (facts.reason === 'unsupported')
        return {
          title: 'The proxy asks for a log-in that Rekey cannot do',
          happened: `${host} takes only ${facts.choices?.join(', ') || 'another kind of log-in'}. Rekey can log in with a user name and password (Basic).`,
          next: 'Ask its administrator to let the PBX’s address through without a log-in, or to allow Basic.',
        };
      if (facts.reason === 'refused')
        return {
          title: 'The proxy refused the log-in',
          happened: `${host} does not take this user name and password. They are not tried again, because accounts get locked that way.`,
          next: 'Enter the right ones.',
        };
      return {
        title: 'The proxy asks for a log-in',
        happened: `${host} wants a user name and password before it connects to the PBX.`,
        next: 'Enter them.',
      };
    },
    'captive-portal': (facts) => ({
      title: 'This network wants a log-in first',
      happened: `Something else answered in place of ${facts.host ?? facts.pbx ?? 'the PBX'}${status(facts)}${facts.portal ? `, which sends to ${facts.portal}` : ''}: mostly the log-in page of a guest network. ${facts.sent ? sent[facts.sent].happened : 'No key or password was sent.'}`,
      next: `Open any page in a browser, pass the log-in page there, and try again.${facts.portal ? ` Where this is no guest network, the PBX’s address may be ${facts.portal} by now.` : ''}${facts.sent ? sent[facts.sent].next : ''}`,
    }),
    'pbx-busy-elsewhere': (facts) => ({
      title: 'A job is running on this PBX',
      happened: `${facts.job ? `Job ${facts.job}` : 'A job'} is running on it, in this window or another program. Until it has ended, no other can begin, and the PBX can’t be removed. Of its details, only its name and speed can be changed.`,
      next: 'Wait until it has ended, or cancel it where it runs. Nothing was sent or changed.',
    }),
    'certificate-untrusted': (facts) => ({
      title: 'The PBX’s certificate is not trusted',
      happened: `${at(facts)} shows a certificate that cannot be checked: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. It is for ${facts.certificateSubject ?? 'an unnamed host'}, valid until ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'an unknown date'}. SHA-256 fingerprint: ${facts.fingerprint ?? 'unknown'}`,
      next: 'Compare the fingerprint with the PBX’s own certificate: on a computer in the PBX’s network, open the PBX’s address in a browser and view the certificate there. If they match, trust this certificate only. If not, someone may be intercepting the connection: do not continue.',
    }),
    'certificate-changed': (facts) => ({
      title: 'The PBX’s certificate is not the one that was trusted',
      happened: `${at(facts)} now shows ${facts.fingerprint ?? 'another certificate'}; trusted was ${facts.pinnedFingerprint ?? 'another'}. No key or password was sent.`,
      next: 'Find out whether the certificate was renewed, and compare the fingerprint: on a computer in the PBX’s network, open the PBX’s address in a browser and view the certificate there. If they match, trust the new one. If not, someone may be intercepting the connection: do not continue.',
    }),
    'not-a-3cx': (facts) => ({
      title: 'This does not answer like a 3CX system',
      happened: `${at(facts)} answered${status(facts)}, but not as 3CX’s configuration API (version 20 or newer) does.${facts.reason === 'web-page' ? ' It sent a web page.' : facts.reason === 'no-token' ? ' The reply to the sign-in has no usable access token.' : facts.portal ? ` It sends to ${facts.portal} instead.` : ''}${replySays(facts)}`,
      next: 'Check the address and port. On a guest network, open a browser first and pass its log-in page.',
    }),
    'response-unreadable': (facts) => ({
      title: 'The PBX’s answer could not be understood',
      happened: `The reply${status(facts)} ${
        facts.reason === 'too-large'
          ? 'was larger than Rekey accepts'
          : facts.reason === 'coding'
            ? 'was compressed in a way that Rekey can’t read, or was damaged'
            : 'was cut off or not in the expected form'
      }.`,
      next: 'Try again. If it stays, something between here and the PBX may change replies (a proxy or firewall).',
    }),
    'outcome-uncertain': (facts) => ({
      title: 'It is not certain whether there is a new password',
      happened: brokeOff(facts)
        ? 'The run broke off before an answer was noted. The PBX may have made a new password.'
        : facts.reason === 'accepted'
          ? 'The PBX accepted the request, but Rekey couldn’t compare the passwords from before and after.'
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
    'data-folder-unusable': (facts) => ({
      title: 'The data folder cannot be used',
      happened: `${facts.path ?? 'The folder'}: ${entryOf(dataFolder, facts.reason) ?? 'it cannot be written to'}.`,
      next: 'Put that right, or use another folder. Nothing was sent.',
    }),
    'store-damaged': (facts) => ({
      title: 'The database was damaged',
      happened: `The damaged file was saved as ${facts.path ?? 'a copy'}. Rekey now uses a new, empty database.`,
      next: `Add the PBXs again. The damaged file may hold passwords, so Rekey deletes it after ${facts.limit === 1 ? 'one day' : `${facts.limit ?? 30} days`}. Copy it elsewhere if you need its history for longer.`,
    }),
    'store-too-new': (facts) => ({
      title: 'The database was made by a newer version',
      happened: `${facts.path ?? 'It'} was last used by a newer Rekey for 3CX.`,
      next: 'Update this copy, or use another folder. Nothing was changed.',
    }),
    'settings-damaged': (facts) => ({
      title: 'A setting could not be read',
      happened: `“${entryOf(setting, facts.setting) ?? 'A setting'}”${facts.pbx ? ` of ${facts.pbx}` : ''} is damaged in the database; its default counts instead.${facts.setting === 'retentionDays' ? ' No kept password is deleted until it is set again.' : ''}`,
      next:
        facts.setting === 'retentionDays'
          ? 'Set it again under Settings.'
          : 'Set it again under Settings, or keep the default.',
    }),
    'forget-incomplete': (facts) =>
      facts.reason === 'keychain'
        ? {
            title: 'Not everything was forgotten',
            happened: `The keychain did not delete ${facts.count === 1 ? 'one entry' : `${facts.count === undefined ? 'some' : count(facts)} entries`} of “Rekey for 3CX”${facts.choices?.length ? `: ${facts.choices.join(', ')}` : ''}. Nothing was deleted on the disk, so that they are still known.`,
            next: 'Unlock the keychain and try again; or have the rest deleted without it, and remove these entries in the system’s keychain program.',
          }
        : {
            title: 'Not everything was forgotten',
            happened: `These files could not be deleted: ${facts.choices?.join(', ') || 'some of the data folder'}.`,
            next: 'Close what uses them, and delete them by hand.',
          },
    'disk-full': (facts) => ({
      title: 'The disk is full',
      happened: `${facts.path ?? 'The data folder'} cannot take the record of the next step, so no further request was sent.`,
      next: 'Free some space, then go on.',
    }),
    'file-unwritable': (facts) => ({
      title: 'The file cannot be written',
      happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
      next: 'Put that right, or choose another place.',
    }),
    'setup-file-wrong-passphrase': () => ({
      title: 'The passphrase does not open the set-up file',
      happened: 'It is not the one the file was made with. Nothing was imported.',
      next: 'Enter it again. If it is surely right, somebody changed the file: have it sent again, another way.',
    }),
    'setup-file-damaged': ({ reason }) => ({
      title: reason === 'not-one' ? 'Not a set-up file' : 'The set-up file is damaged',
      happened:
        reason === 'not-one'
          ? 'It is another kind of file, or was damaged from its beginning. Nothing was imported.'
          : 'Part of it is missing or was changed, as by a broken transfer. Nothing was imported.',
      next: 'Get the .rekey file again, or have it exported again.',
    }),
    'setup-file-too-new': () => ({
      title: 'The set-up file was made by a newer version',
      happened: 'This copy of Rekey for 3CX cannot read it. Nothing was imported.',
      next: 'Update this copy, or have the file exported by this version.',
    }),
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
    ...policyErrors,
    'call-refused': ({ reason }) => {
      const why = entryOf(call, reason);
      return {
        title: 'A request of the window was refused',
        happened: `It came from a page that may not ask, or was not in the expected form${why ? ` (${why})` : ''}.`,
        next: 'Reload the window. If it stays, report it: this is a fault in the program.',
      };
    },
    cancelled: () => ({
      title: 'Cancelled',
      happened: 'It was cancelled before its request was sent.',
      next: 'Run it again when you like.',
    }),
    internal: () => ({
      title: 'Something in Rekey went wrong',
      happened: 'This is a fault in the program, not in what you did.',
      next: 'Try again, and report it if it stays.',
    }),
  };
}

/** Why a text is no MAC, in English. */
const macs: MacTexts = {
  empty: () => 'There is no MAC address.',
  length: ({ digits }) => {
    if (digits === undefined) return 'This is far too long for a MAC address.';
    return digits < 12
      ? `It has ${digits} of the 12 hexadecimal digits. If it went through a spreadsheet, leading zeros may be lost.`
      : `It has ${digits} hexadecimal digits; a MAC address has 12.`;
  },
  characters: ({ characters = '' }) =>
    `A MAC address has only the digits 0-9 and A-F; this has ${[...characters].map((c) => `“${c}”`).join(', ')}.`,
  grouping: () => 'The digits are grouped in a way no device writes them; one may be missing or doubled.',
  'eui-64': () =>
    'This is a 64-bit EUI-64 identifier with 16 digits, not a MAC address. Use the 12 digits printed on the device.',
  'all-zero': () => 'All zeros is a placeholder, not a device.',
  broadcast: () => 'FF:FF:FF:FF:FF:FF means all devices (broadcast), not one.',
  multicast: () => 'This is a multicast address (its first byte is odd), not a device.',
  'spreadsheet-number': () =>
    'A spreadsheet turned this MAC address into a number, and digits are lost. Format the column as text and enter it again.',
  several: () => 'This text has more than one MAC address. Enter one of them.',
};

/** The texts of a language; English sets the shape. */
export type Texts = ReturnType<typeof english>;
