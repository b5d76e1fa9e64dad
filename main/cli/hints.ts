import type { ErrorCode, ErrorFacts } from '../../common/errors.ts';

const oneOff =
  'For one run without a keychain: --url, --client-id and --show-passwords, with the API key in REKEY_API_KEY.';
const otherFolder = 'Another folder: --data-dir FOLDER';
const proxyVariable =
  'HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT  (also https://, socks5://); write @ in them as %40, and so on';

/** With the stored PBX's name where it is known; for a run with `--url` it is not. */
const rightKey = ({ pbx }: ErrorFacts): string =>
  pbx
    ? `pbx edit ${shellQuoted(pbx)} --api-key-stdin`
    : 'put the right key into REKEY_API_KEY (for a stored PBX: pbx edit NAME --api-key-stdin)';
const signInNow = ({ pbx }: ErrorFacts): string =>
  `pbx test ${pbx ? shellQuoted(pbx) : '--url ADDRESS --client-id ID'} --retry-refused-key`;
/** The fingerprint is for the person to fill in, who has to compare it. */
const trust = ({ pbx }: ErrorFacts): string =>
  pbx
    ? `pbx edit ${shellQuoted(pbx)} --trust-fingerprint FINGERPRINT`
    : '--trust-fingerprint FINGERPRINT (for a stored PBX: pbx edit NAME --trust-fingerprint FINGERPRINT)';

/** A text as one argument, for the shells of all systems where it has none of their own characters. */
export function shellQuoted(text: string): string {
  return /["$`\\!%]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}

/** The terminal's own way to do what an error's words advise; null where there is none. */
export function hintFor(code: ErrorCode, facts: ErrorFacts): string | null {
  switch (code) {
    case 'usage':
      if (facts.reason === 'pbxs-here-already') return 'To update them from the file: --replace';
      return facts.choices ? null : 'See --help.';
    case 'pbx-unknown':
      return facts.choices?.length ? null : 'pbx add --name NAME --url ADDRESS --client-id ID';
    case 'sign-in-refused':
      return facts.reason === 'refused-before'
        ? `${rightKey(facts)}\n  To try the same key once more: ${signInNow(facts)}`
        : rightKey(facts);
    case 'sign-in-held-off':
      return `To sign in now at that risk: ${signInNow(facts)}`;
    case 'certificate-untrusted':
    case 'certificate-changed':
      return trust(facts);
    case 'proxy-failed':
      return facts.reason === 'socks4' || facts.reason === 'variables' ? proxyVariable : null;
    case 'proxy-login':
      return facts.reason === 'unsupported' ? null : proxyVariable;
    case 'forget-incomplete':
      return facts.reason === 'keychain' ? 'forget-everything --leave-keychain' : null;
    case 'device-not-found':
      return facts.pbx ? `--pbx ${shellQuoted(facts.pbx)}` : 'devices --refresh';
    case 'keychain-unavailable':
    case 'keychain-locked':
      return oneOff;
    case 'keychain-entry-missing':
      return facts.reason === 'data-key' ? 'password MAC --show-passwords' : rightKey(facts);
    case 'data-folder-unusable':
    case 'store-too-new':
      return otherFolder;
    default:
      return null;
  }
}
