import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

/** One device, its password, and the newest results. */
export const device = ({ number }: Counting) => ({
  label: 'Regenerate one device',
  mac: 'MAC address or name',
  regenerate: 'Regenerate password',
  showCurrent: 'Show current password',

  /** What the text in the field is understood as. */
  enterMac: 'Type, paste or scan the MAC address on the device’s label.',
  enterMacFirst: 'Enter a MAC address or a name first.',
  noMac: 'No MAC address found in this text.',
  several: (macs: number) => `${number(macs)} MAC addresses in this text`,
  severalHint: 'Open them in List to regenerate them in one job, or enter one of them here.',
  openInList: 'Open in List',
  digits: (digits: number) => `${digits} of 12 digits`,
  unnamed: 'Device without a name',
  listFetched: (ago: string) => `device list fetched ${ago}`,
  deskPhone: (owner: string | null) =>
    `This is ${owner ?? 'a user'}’s desk phone, not a gateway or DECT base.`,
  notListed: (pbx: string) => `Not in the device list of ${pbx}`,
  notListedHint: (ago: string) =>
    `The device list was fetched ${ago}. The device may be newer, or belong to another PBX.`,
  mayBeDeskPhone: 'The device may also be a desk phone: those couldn’t be read.',
  notInPart: (pbx: string) => `Not in the device list of ${pbx}, which may be incomplete`,
  notInPartHint: (ago: string) =>
    `The device list was fetched ${ago}. The PBX rejects the request if it doesn’t have this device.`,
  readingList: 'Reading the device list…',
  notLookedUp: 'Not identified yet',
  noListHint: 'Rekey can’t identify this device yet. It fetches the device list before regenerating.',
  lookUpNeeded: 'Rekey needs the device list to identify this device. No password was regenerated.',
  fetchList: 'Fetch device list',
  refreshList: 'Refresh device list',
  tryAnyway: 'Try anyway',

  /** Before it runs. */
  question: (name: string, pbx: string) => rich`Give ${strong(name)} on ${strong(pbx)} a new password?`,
  oldOneStops: 'The old password stops working once the device has applied the new one.',
  isNotListed: (pbx: string) => `The device isn’t in the device list of ${pbx}.`,
  isNotInPart: (pbx: string) =>
    `The device isn’t in the device list of ${pbx}, which may be incomplete. Check the MAC address.`,
  isNotLookedUp: (pbx: string) =>
    `Rekey can’t identify this device: the API client isn’t allowed to read the device list of ${pbx}. Check the MAC address.`,
  yes: 'Regenerate',

  /** The state or outcome of the last run. */
  headlines: {
    running: (name: string) => `Regenerating the password of ${name}…`,
    cancelling: (name: string) => `Cancelling for ${name}…`,
    reading: (name: string) => `Reading the current password of ${name}…`,
    succeeded: (name: string) => `New password for ${name}`,
    uncertain: 'The password may have changed',
    replaced: (name: string) => `Replaced: an earlier password of ${name}`,
    perhapsReplaced: (name: string) => `Possibly replaced: password of ${name}`,
    completedLater: (name: string) => `${name} got a new password in a later job`,
    cancelled: (name: string) => `Cancelled: ${name} keeps its password`,
    notCarriedOut: (name: string) => `No new password for ${name}`,
    read: (name: string) => `Current password of ${name}`,
    readNone: (name: string) => `${name} has no password on the PBX`,
    notRead: (name: string) => `Couldn’t read the password of ${name}`,
  },
  /** @param make empty if the name includes it; @param clock empty until it has ended */
  /** @param at empty until it has ended */
  about: (mac: string, make: string, pbx: string, at: string) =>
    rich`${code(mac)}${make && ` · ${make}`} on ${pbx}${at && ` · ${at}`}`,
  cancelling: 'Cancelling…',
  sentIsWaitedFor: 'Finishing the request already sent…',
  connecting: 'Connecting to the PBX',
  waitingForAnswer: 'Waiting for the PBX’s answer',
  waitingForAnswerAgain: (attempt: number) => `Waiting for the PBX’s answer, attempt ${attempt}`,
  /** Why a retry is delayed; for `tryingAgain`. */
  waits: {
    busy: 'PBX busy',
    notReached: 'PBX not reachable',
    signInTaken: 'Another program took over the sign-in',
    other: 'Not carried out yet',
  },
  /** @param left empty once it is over */
  tryingAgain: (reason: string, left: string) => `${reason}, retrying ${left ? `in ${left}` : 'now'}`,
  nothingIsChanged: 'Reading changes nothing.',
  cancelledBefore: 'Cancelled before a request was carried out.',
  /** Below a result that is not the newest. */
  replacedLater: (at: string, surely: boolean) =>
    surely
      ? `A later job gave this device another password (${at}). This one is outdated.`
      : `A later job may have given this device another password (${at}).`,
  completedLater: (at: string, surely: boolean) =>
    surely
      ? `A later job gave this device a new password (${at}). You can find it under History.`
      : `A later job may have given this device a new password (${at}).`,
  /** Above the last result, once another device is entered. */
  earlierResult: 'Earlier result, for another device',
  notTold: 'The PBX set a new password but didn’t return it, and reading it back failed.',
  readFromPbx: 'Read from the PBX',
  previous: 'Previous password: works until the device has applied the new one',
  previousOf: (of: string) => `previous password of ${of}`,
  showPrevious: 'Previous password',
  showPreviousOf: (of: string) => `Previous password of ${of}`,
  beforeRequest: 'Password before the request',
  settled: 'There was no clear answer, but the password on the PBX has changed.',
  settling: (clock: string) => `Rekey checks the PBX again at ${clock} to find out.`,
  checkedAgain: (clock: string) => `Rekey checks the PBX once more at ${clock} to be sure.`,
  revised: (at: string) =>
    `When Rekey checked again (${at}), the PBX had a different password. Rekey replaced the stored one with it.`,
  oldOrNew: 'Password read back: may be the old or the new one',
  noneReadBack: 'The password couldn’t be read back.',
  notReadBackYet: 'The password hasn’t been read back yet.',
  keepsPassword: 'The device keeps its password.',
  runAgain: 'Retry',
  currentPassword: 'Current password',
  readOnly: 'Read from the PBX. Nothing was changed.',
  noneToRead: 'Nothing was changed. Regenerate the password to give the device one.',

  /** A stored password. */
  hidden: 'Password hidden',
  gone: 'No longer stored',
  itIsGone: 'The password is no longer stored.',
  copy: 'Copy',
  copyReplaced: 'Copy old',
  copyReplacedOf: (of: string) => `Copy old password of ${of}`,
  /** @param of a device's name, or `ofAt` */
  copyOf: (of: string) => `Copy the password of ${of}`,
  reveal: 'Reveal',
  revealOf: (of: string) => `Reveal the password of ${of}`,
  hide: 'Hide',
  hideOf: (of: string) => `Hide the password of ${of}`,
  ofAt: (name: string, clock: string) => `${name}, ${clock}`,
  copied: 'Copied',
  rowsCopied: (rows: number) =>
    `Copied ${number(rows)} ${rows === 1 ? 'row' : 'rows'} of MAC, device and password`,
  /** @param unreadable how many are missing, because their key is gone */
  someRowsCopied: (rows: number, unreadable: number) =>
    `Copied ${number(rows)} of ${number(rows + unreadable)} rows; the other passwords can’t be opened: their key isn’t in the keychain`,
  /** Beside `rowsCopied`. */
  rowsReplaced: (count: number) =>
    `Skipped: ${count === 1 ? '1 password that a later job replaced' : `${number(count)} passwords that later jobs replaced`}.`,
  rowsPerhapsReplaced: (count: number) =>
    `Later jobs may have replaced ${count === 1 ? '1 of them' : `${number(count)} of them`}.`,
  rowsRisky: (count: number) =>
    `A spreadsheet may take ${count === 1 ? '1 password' : `${number(count)} passwords`} for a formula, a number or a date. Paste as text.`,
  allReplaced: 'Nothing copied: later jobs replaced these passwords. Copy them one by one if you need them.',
  copiedReplaced: (count: number) =>
    count === 1
      ? 'The copied password has been replaced by a later job. Copy the new one.'
      : `${number(count)} of the copied passwords have been replaced by later jobs. Copy the new ones.`,
  /** @param copied `copied`, or `rowsCopied` */
  copiedFor: (copied: string, left: string) => `${copied} · cleared from the clipboard in ${left}`,
  /** Where it cannot be cleared while the window is in the background. */
  copiedForInFront: (copied: string, left: string) =>
    `${copied} · cleared from the clipboard in ${left}, or when you return to Rekey`,

  /** The newest results. */
  recent: (pbx: string) => `Recent on ${pbx}`,
  noneRecent: 'No results yet. Passwords you regenerate on this PBX appear here.',
  readAgain: 'Read again',
  remarks: {
    gone: 'Password no longer stored',
    unreadable: 'Password can’t be opened: key missing',
  },
});
