/** Characters that a set-up file's passphrase has at least: the file may be tried offline, by a computer. */
export const minPassphraseLength = 12;

/** Why a passphrase is not fit to protect a new set-up file; null where it is. */
export function passphraseProblem(passphrase: string): 'short' | 'repeated' | null {
  if ([...passphrase].length < minPassphraseLength) return 'short';
  return new Set(passphrase).size < 4 ? 'repeated' : null;
}

/** PBXs that one file can have; the longest of them fit its size. */
export const maxSetupPbxs = 200;

/** Bytes of the longest file that is opened. */
export const maxSetupFileBytes = 1024 * 1024;

/** What every set-up file begins with, in ASCII. */
export const setupFileMagic = 'REKEYSET';

/** What a person decides about one PBX of a file: to add it; to add it, or to update the one that is here; not to take it in. */
export const setupChoices = ['add', 'replace', 'leave'] as const;
export type SetupChoice = (typeof setupChoices)[number];
