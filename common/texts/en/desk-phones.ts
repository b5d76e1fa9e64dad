import { type Rich, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';
import { type Place, place } from './place.ts';

/** Texts about desk phones, which share their user’s password. */
export const deskPhones = ({ number, list, counted, all, allFirst }: Counting) => {
  const phones = (count: number): string => counted(count, 'desk phone');
  const total = (devices: number, users: number): string =>
    [devices > 0 && counted(devices, 'device'), users > 0 && counted(users, 'user')]
      .filter((part) => part !== false)
      .join(' and ');

  return {
    /** In place of a name. */
    aUser: 'a user',
    phones,
    total,

    /** Below the field, for a desk phone’s MAC. */
    isOf: (owner: string) => `Desk phone of ${owner}`,
    hasUsersPassword: (count: number) =>
      count === 1
        ? 'Its password belongs to the user, who has no other desk phone.'
        : `Its password belongs to the user: the same one on ${all(count, 'desk phone')}.`,
    unsure:
      'Rekey can’t tell for certain which user’s password it has. Refresh the device list, or regenerate the password at the user in the 3CX Admin Console.',
    regenerateFor: (owner: string) => `Regenerate for ${owner}`,
    allOf: (owner: string) => `Desk phones of ${owner}`,

    question: (owner: string, pbx: string) =>
      rich`Give ${strong(owner)} on ${strong(pbx)} a new desk phone password?`,
    allGetIt: (count: number) =>
      count === 1
        ? 'The user has this desk phone only:'
        : `${allFirst(count, 'desk phone')} of the user get it:`,
    oldOneStops: 'The old one works on each phone until the phone has taken over the new one.',
    control: (count: number) =>
      `Phone control from the apps may fail until ${count === 1 ? 'the phone' : 'each phone'} has fetched its configuration.`,

    /** The state or outcome of the last run. */
    headlines: {
      running: (owner: string) => `Regenerating the desk phone password of ${owner}…`,
      cancelling: (owner: string) => `Cancelling for ${owner}…`,
      reading: (owner: string) => `Reading the desk phone password of ${owner}…`,
      succeeded: (owner: string) => `New desk phone password for ${owner}`,
      replaced: (owner: string) => `Replaced: an earlier desk phone password of ${owner}`,
      perhapsReplaced: (owner: string) => `Possibly replaced: desk phone password of ${owner}`,
      completedLater: (owner: string) => `${owner} got a new desk phone password in a later job`,
      cancelled: (owner: string) => `Cancelled: ${owner} keeps the desk phone password`,
      notCarriedOut: (owner: string) => `No new desk phone password for ${owner}`,
      read: (owner: string) => `Current desk phone password of ${owner}`,
      readNone: (owner: string) => `${owner} has no desk phone password on the PBX`,
      notRead: (owner: string) => `The desk phone password of ${owner} couldn’t be read`,
      waits: (owner: string) => `The new desk phone password for ${owner} waits`,
    },
    /** @param at empty until it has ended */
    about: (count: number, pbx: string, at: string): Rich =>
      rich`${phones(count)} on ${pbx}${at && ` · ${at}`}`,
    replacedLater: (at: string, surely: boolean) =>
      surely
        ? `A later job gave this user another desk phone password (${at}). This one no longer counts.`
        : `A later job may have given this user another desk phone password (${at}).`,
    completedLater: (at: string, surely: boolean) =>
      surely
        ? `A later job gave this user a new desk phone password (${at}). You find it in the history.`
        : `A later job may have given this user a new desk phone password (${at}).`,
    previous: 'Previous password: works on each phone until it has fetched the new one',
    keepsPassword: 'The user keeps the desk phone password.',
    noneToRead: 'Nothing was changed. Regenerate the password to give the user one.',

    /** Small, below the user’s name: how many, and which models. */
    phonesNamed: (count: number, models: readonly string[]) =>
      count === 1 || models.length === 0 ? models.join(', ') : `${phones(count)}: ${models.join(', ')}`,

    /** For a list. */
    include: (count: number, users: number) => `Include ${phones(count)} of ${counted(users, 'user')}`,
    includeHint: 'Each user gets one new password, for all of their desk phones.',
    cannotInclude: (count: number) =>
      count === 1
        ? '1 can’t be included: Rekey can’t tell whose password it has.'
        : `${number(count)} can’t be included: Rekey can’t tell whose password they have.`,
    included: (count: number) => `${phones(count)} included`,
    outcomes: {
      together: (at: Place) => `Same password as ${place(at)}`,
      unsure: 'Skipped: a desk phone, but Rekey can’t tell whose password it has',
    },
    /** For one row. */
    allOfUser: (owner: string, all: readonly string[]) =>
      all.length === 1
        ? `Only desk phone of ${owner}: ${list(all)}`
        : `All desk phones of ${owner}: ${list(all)}`,
    scanned: (mac: string, owner: string) => `${mac} is a desk phone of ${owner}.`,
    canInclude: (mac: string, owner: string) => `${mac} belongs to ${owner}. You can include it below.`,
    listQuestion: (devices: number, users: number, count: number, pbx: string) =>
      rich`Give ${strong(`${total(devices, users)} (${phones(count)})`)} on ${strong(pbx)} ${devices + users === 1 ? 'a new password' : 'new passwords'}?`,
    listOfUsers: 'Users, with all desk phones that get the new password',
    notInList: 'not in the list',
    typeTotal: (devices: number, users: number) =>
      `Type ${number(devices + users)} (${total(devices, users)}) to continue`,
    checked: (devices: number, users: number, count: number) =>
      `Nothing was changed. ${total(devices, users)} (${phones(count)}) would get ${devices + users === 1 ? 'a new password' : 'new passwords'}.`,
    starting: (devices: number, users: number, pbx: string | null) =>
      `Connecting to ${pbx ?? 'the PBX'} for ${total(devices, users)}. Nothing is sent yet.`,

    /** For a job. */
    /** @param users at least one */
    allSucceeded: (devices: number, users: number) => {
      if (devices === 0 && users === 1) return 'The user has a new desk phone password.';
      if (devices === 0) return `${allFirst(users, 'user')} have new desk phone passwords.`;
      return `${total(devices, users)} have new passwords.`;
    },
    left: (devices: number, users: number) => `${total(devices, users)} remaining.`,
    cancelRestQuestion: (devices: number, users: number) => `Cancel the remaining ${total(devices, users)}?`,
    retryQuestion: {
      failed: (devices: number, users: number, pbx: string) =>
        `Retry ${total(devices, users)} that failed on ${pbx}?`,
      uncertain: (devices: number, users: number, pbx: string) =>
        `Retry ${total(devices, users)} that ${devices + users === 1 ? 'is' : 'are'} uncertain on ${pbx}?`,
      cancelled: (devices: number, users: number, pbx: string) =>
        `Run ${total(devices, users)} on ${pbx} that ${devices + users === 1 ? 'was' : 'were'} cancelled?`,
    },
    retryHint:
      'All desk phones of a user get the new password. Phone control from the apps may fail until each phone has fetched its configuration.',
    moreMacs: (count: number) => `+${number(count)}`,
  };
};
