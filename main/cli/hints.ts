import type { ErrorCode, ErrorFacts } from '../../common/errors.ts';

const oneOff =
  'For one run without a keychain: --url, --client-id and --show-passwords, with the API key in REKEY_API_KEY.';
const rightKey = 'pbx edit NAME --api-key-stdin (with --url: put the right key into REKEY_API_KEY)';
const otherFolder = 'Another folder: --data-dir FOLDER';
const proxyVariable =
  'HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT  (also https://, socks5://); write @ in them as %40, and so on';
const trust = 'pbx edit NAME --trust-fingerprint FINGERPRINT (with --url: --trust-fingerprint FINGERPRINT)';

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
        ? `${rightKey}; to have the same key tried once more: pbx test NAME --retry-refused-key`
        : rightKey;
    case 'certificate-untrusted':
    case 'certificate-changed':
      return trust;
    case 'proxy-failed':
      return facts.reason === 'socks4' || facts.reason === 'variables' ? proxyVariable : null;
    case 'proxy-login':
      return facts.reason === 'unsupported' ? null : proxyVariable;
    case 'forget-incomplete':
      return facts.reason === 'keychain' ? 'forget-everything --leave-keychain' : null;
    case 'device-not-found':
      return facts.pbx ? `--pbx "${facts.pbx}"` : 'devices --refresh';
    case 'keychain-unavailable':
    case 'keychain-locked':
      return oneOff;
    case 'keychain-entry-missing':
      return facts.reason === 'data-key' ? 'password MAC --show-passwords' : 'pbx edit NAME --api-key-stdin';
    case 'data-folder-unusable':
    case 'store-too-new':
      return otherFolder;
    default:
      return null;
  }
}
