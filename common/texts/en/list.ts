import type { SkippedParts } from '../../document-schema.ts';
import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';
import { type Place, place } from './place.ts';

/** The list: its text, its scans, and what will happen to each row. */
export const list = ({ number, list: joined, devices, counted }: Counting) => {
  const from = (source: string): string => (source === '' ? '' : ` from ${source}`);
  return {
    title: 'List',
    job: 'Job',
    plan: 'Plan',
    newList: 'New list',
    dropFiles: 'Drop files to add their text to the list',
    modes: 'How to add devices',
    paste: 'Paste or open',
    scan: 'Scan',
    discard: (rows: number) => `Discard this list of ${counted(rows, 'row')}?`,
    discardHint: 'The list hasn’t been run yet.',
    discardYes: 'Discard',
    discardNo: 'Keep',
    skippedTitle: 'Parts of the file were skipped',
    /** The parts of a file that were not read; empty if everything was. */
    skipped: ({ sheets, rows, columns, passages = 0, attachments }: SkippedParts) => {
      const unread = [
        sheets > 0 && counted(sheets, 'hidden sheet'),
        rows > 0 && counted(rows, 'hidden row'),
        columns > 0 && counted(columns, 'hidden column'),
        passages > 0 && counted(passages, 'hidden passage'),
        ...attachments.map((name) => `the attachment “${name}”`),
      ].filter((each) => each !== false);
      return unread.length === 0 ? '' : `Not read: ${joined(unread)}.`;
    },

    /** The text that a list is read from. If it comes from files, `source` names them. */
    text: {
      placeholder:
        'Paste anything that contains MAC addresses: spreadsheet rows, arp -a, a switch’s table, an email, JSON.\n\nOr drop files here.',
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
        `${counted(lines, 'line')}${from(source)}, no MAC address found`,
      withoutMac: (lines: number, without: number, source: string) =>
        `${counted(lines, 'line')}${from(source)}, ${number(without)} without a MAC address`,
    },

    scanning: {
      placeholder: 'Scan or type a MAC address',
      soundIsOff: 'Sound is off: turn it on',
      soundIsOn: 'Sound is on: turn it off',
      hint: 'Enter adds a row.',
      away: 'Click the field before scanning. Scans are lost until then.',
      number: (scan: number) => `scan ${number(scan)}`,
      notMac: 'Not a MAC address',
      duplicate: 'Already in the list',
      duplicateOf: (mac: string, at: Place) => `${mac} is the same as ${place(at)}.`,
      deskPhone: 'Desk phone',
      deskPhoneOf: (mac: string, owner: string | null) => `${mac} belongs to ${owner ?? 'a user'}.`,
      notListed: 'Not listed',
      notListedOn: (mac: string, pbx: string) => `${mac} isn’t in the device list of ${pbx}.`,
      notInPartOf: (mac: string, pbx: string) =>
        `${mac} isn’t in the device list of ${pbx}, which may be incomplete.`,
      added: 'Added',
    },

    /** The table of the plan. */
    grid: {
      included: 'Included',
      excluded: 'Excluded',
      line: 'Line',
      text: 'MAC and text',
      device: 'Device',
      action: 'Action',
      includeAll: (keys: string) => `Include or exclude all shown (${keys})`,
      keys: (all: string) =>
        `Use the arrow keys to move, Space to include or exclude a row, Enter to correct its MAC address, and ${all} to include or exclude all rows.`,
      place: (at: Place) =>
        at.sheet === undefined ? place(at).replace(/^./, (first) => first.toUpperCase()) : place(at),
      corrected: (before: string) => `Corrected from ${before}`,
      correct: 'Correct',
      correctOne: (text: string) => `Correct ${text}`,
      correctHint: 'Correct the MAC address (Enter)',
      unnamed: 'Device without a name',
      elsewhere: (pbxs: readonly string[]) => `On ${joined(pbxs)}`,
      switch: 'switch',
    },

    /** The kinds of rows. */
    standings: {
      ready: 'Ready',
      'not-listed': 'Not listed',
      'desk-phone': 'Desk phones',
      question: 'Needs review',
      duplicate: 'Duplicates',
      refused: 'Invalid',
      'no-device': 'Special addresses',
      pending: 'Checking',
    },
    /** How many rows are of that kind. */
    counts: {
      ready: (rows: number) => `${number(rows)} ready`,
      'not-listed': (rows: number) => `${number(rows)} not listed`,
      'desk-phone': (rows: number) => counted(rows, 'desk phone'),
      question: (rows: number) => `${number(rows)} ${rows === 1 ? 'needs' : 'need'} review`,
      duplicate: (rows: number) => counted(rows, 'duplicate'),
      refused: (rows: number) => `${number(rows)} invalid`,
      'no-device': (rows: number) => `${number(rows)} special ${rows === 1 ? 'address' : 'addresses'}`,
      pending: (rows: number) => `${number(rows)} being checked`,
    },
    /** What will happen to a row. */
    outcomes: {
      excluded: 'Excluded',
      checkedFirst: 'Will be checked before anything is sent',
      notInPart: 'Not in the device list, which may be incomplete; will be tried',
      newPassword: 'New password',
      unlistedTried: 'Not listed, will be tried anyway',
      unlistedExcluded: 'Not listed, excluded',
      unlistedSkipped: 'Not listed, skipped',
      deskPhone: (owner: string | null) => `Skipped: desk phone of ${owner ?? 'a user'}`,
      needsReview: 'May be a phone number, serial number or date. Include it?',
      triedAsMac: 'Will be tried as a MAC address',
      sameAs: (at: Place) => `Same as ${place(at)}`,
      pending: 'Checking…',
    },

    /** Typing another MAC for a row. */
    correction: {
      field: 'MAC address',
      nothing: 'Enter the MAC address on the label.',
      typing: (digits: number) => `${digits} of 12 digits`,
      deskPhone: (owner: string | null) => `Desk phone of ${owner ?? 'a user'}`,
      notListed: 'A MAC address, not in the device list',
      notInPart: 'A MAC address, not in the device list, which may be incomplete',
      mac: 'A MAC address',
    },

    show: 'Show rows',
    all: 'All',
    tryUnlisted: (count: number, pbx: string) => `Also try ${devices(count)} not listed on ${pbx}`,
    countElsewhere: (count: number, pbx: string) => `${number(count)} on ${pbx} · switch`,
    lookUpAgain: 'Check again',
    notShown: (rows: number) => `${counted(rows, 'more row')} not shown`,
    notShownWhy: 'Further duplicates and invalid lines are only counted.',
    basedOnList: (ago: string) => `Based on the device list fetched ${ago}.`,
    noDeviceList: 'No device list yet, so Rekey can’t tell which devices belong to this PBX.',
    incompleteList: (pbx: string) => `The device list of ${pbx} may be incomplete`,
    incompleteListHint: (count: number) =>
      `Rekey also tries ${devices(count)} not in the device list. The PBX rejects requests for devices it doesn’t have.`,
    deskPhonesUnread: (pbx: string) => `The desk phones of ${pbx} couldn’t be read`,
    deskPhonesUnreadHint: 'A device that isn’t listed may be a desk phone.',
    checked: (count: number) => `Nothing was changed. ${devices(count)} would get a new password.`,
    check: 'Check only',
    looking: 'Checking against the device list…',
    nothingReady: 'No row in the list is ready for a new password.',
    excluded: (rows: number) => `${number(rows)} excluded`,

    /** The button, with the number of passwords. */
    regenerate: (count: number) =>
      count === 0 ? 'Regenerate passwords' : `Regenerate ${counted(count, 'password')}`,
    question: (count: number, pbx: string) =>
      rich`Give ${strong(devices(count))} on ${strong(pbx)} ${count === 1 ? 'a new password' : 'new passwords'}?`,
    allUnlisted: (count: number): string =>
      count === 1
        ? 'The device isn’t in the PBX’s device list.'
        : 'None of them is in the PBX’s device list.',
    someUnlisted: (count: number) =>
      `${number(count)} of them ${count === 1 ? 'isn’t' : 'aren’t'} in the PBX’s device list.`,
    notInPart: (count: number) =>
      `${number(count)} of them ${count === 1 ? 'isn’t' : 'aren’t'} in the PBX’s device list, which may be incomplete.`,
    oldPassword: 'An old password stops working once its device has applied the new one.',
    /** @param duration roughly, at the PBX’s speed settings; null if they set no limit per second */
    takes: (duration: string | null) =>
      duration === null
        ? 'How long this takes depends on how fast the PBX answers.'
        : `This takes about ${duration}, or longer if the PBX answers slowly.`,
    notIncluded: (rows: number) =>
      rows === 1 ? '1 row of the list isn’t included.' : `${number(rows)} rows of the list aren’t included.`,
    typeCount: (count: number) => `Type ${number(count)} to continue`,
    wrongCount: (count: number) => `Enter ${number(count)}.`,
    reference: 'Reference',
    referenceHint: 'Ticket or order',
    yes: 'Regenerate',
    starting: (count: number, pbx: string | null) =>
      `Connecting to ${pbx ?? 'the PBX'} for ${devices(count)}. Nothing has been sent yet.`,
  };
};
