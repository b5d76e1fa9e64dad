/** The minimum length of a setup file's passphrase, because attackers can try passphrases offline. */
export const minPassphraseLength = 12;

/** Why a passphrase cannot protect a new setup file; null if it can. */
export function passphraseProblem(passphrase: string): 'short' | 'repeated' | null {
  if ([...passphrase].length < minPassphraseLength) return 'short';
  return new Set(passphrase).size < 4 ? 'repeated' : null;
}

/** The maximum number of PBXs in one file; even the longest entries fit the size limit. */
export const maxSetupPbxs = 200;

/** The maximum size of a file to open, in bytes. */
export const maxSetupFileBytes = 1024 * 1024;

/** The first bytes of every setup file, in ASCII. */
export const setupFileMagic = 'REKEYSET';

/** The user's choice for each PBX of a file: add it; add it, or update the existing one; skip it. */
export const setupChoices = ['add', 'replace', 'leave'] as const;
export type SetupChoice = (typeof setupChoices)[number];
