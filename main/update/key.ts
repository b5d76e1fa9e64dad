/**
 * The public half of the release key: Ed25519, SPKI in DER, base64. Empty in this build, because no release key exists yet;
 * then updates are not checked, whatever is set. `node scripts/sign-update.ts --new-key` prints a pair: the public half goes
 * here, the private half never into this repository.
 */
export const releaseKey = '';
