import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

/** One device, its password, and the newest results. */
export const device = ({ number }: Counting) => ({
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
  takenOverLater:
    'The device probably takes it over when it next fetches its provisioning; until then try the old one.',
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
  allReplaced: 'Nothing copied: later jobs replaced these passwords. Copy them one by one if you need them.',
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
});
