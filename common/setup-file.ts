/** Characters that a set-up file's passphrase has at least: the file may be tried offline, by a computer. */
export const shortestPassphrase = 12;

/** Why a passphrase is not fit to protect a new set-up file; null where it is. */
export function passphraseProblem(passphrase: string): 'short' | 'repeated' | null {
  if ([...passphrase].length < shortestPassphrase) return 'short';
  return new Set(passphrase).size < 4 ? 'repeated' : null;
}

/** What whoever exports an API key has to know, and what to do about it. */
export const sharedKeyWarning =
  'The file has API keys in it. A PBX keeps only one sign-in per API client: two computers with the same one keep ' +
  'signing each other out. If both will be used, make one each: in 3CX’s console under Integrations > API add another ' +
  'client for the second computer, and give the PBX there that one’s client ID and API key.';
