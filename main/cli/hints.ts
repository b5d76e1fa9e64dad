import type { ErrorCode, ErrorFacts } from '../../common/errors.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Job } from '../../common/model.ts';
import { otherFolder, type Start, shellLine } from './start.ts';

/** The PBX that a command works on, as its options name it. */
type HintTarget =
  | { name: string; url: string; clientId: string; pinnedFingerprint: string | null }
  | { name: null; url: string; clientId: string; fingerprint: string | null };

/** Where a job ran; a PBX that was not stored has no ID. */
type JobPlace = Pick<Job, 'pbxId' | 'pbxUrl'>;

/** Commands to paste, for the way this program was started and the PBX that it works on. */
export interface Hints {
  /** A command line of this program. */
  command(...words: string[]): string;
  /** As `command`, on the PBX that this command works on. */
  onTarget(...words: string[]): string;
  /** As `command`, on a job's PBX: one that is not stored needs its address and its client ID again. */
  onJob(job: JobPlace & { pbxName: string }, ...words: string[]): string;
  /** The current command with its options replaced by these; without anything it read from standard input. */
  again(...options: string[]): string;
  /** Sets the PBX that the command works on, once it is known. */
  setTarget(target: HintTarget): void;
  /** As `command`, for another computer, however this program was started here. */
  elsewhere(...words: string[]): string;
  /** Sets the lookup for the name under which a job's PBX is stored now; null if it is not stored. */
  setNames(nameOf: (job: JobPlace) => string | null): void;
  /** Sets which commands exist, and their options. */
  setCommands(
    isCommand: (name: readonly string[]) => boolean,
    hasOption?: (name: readonly string[], option: string) => boolean,
  ): void;
  /** As `again`, on a PBX that is not stored; shows new passwords if the command makes any. */
  againOnce(...options: string[]): string;
  /** How to do in the terminal what an error's text advises; null if there is no way. */
  forProblem(code: ErrorCode, facts: ErrorFacts, mac?: Mac): string | null;
}

const groups = ['pbx', 'jobs'];
/** The options to repeat; each takes a value. */
const targetOptions = ['--pbx', '--url', '--client-id', '--trust-fingerprint'];
const valueOptions = [...targetOptions, '--limit'];
/** Commands that work without a stored PBX. */
const oneOffCommands = ['devices', 'regenerate', 'password', 'fetch', 'jobs resume', 'jobs retry'];
/** Commands that show stored passwords. */
const readingCommands = ['jobs show', 'jobs export'];
/** Longer command lines, such as one with four hundred MAC addresses, are not repeated. */
const maxRepeated = 600;

export function createHints(start: Start, args: readonly string[]): Hints {
  let target: HintTarget | null = null;
  let nameOf: (job: JobPlace) => string | null = () => null;
  let isCommand: (name: readonly string[]) => boolean = () => true;
  let hasOption: (name: readonly string[], option: string) => boolean = () => true;
  const dataDir = optionOf(args, '--data-dir');
  // A prompt that stands for the program brings its folder itself.
  const isPrompt = start.program.length === 0;
  const common = dataDir === null || isPrompt ? [] : ['--data-dir', dataDir];
  const line = (words: readonly string[]): string => shellLine([...start.program, ...words], start.platform);
  const command = (...words: string[]): string => {
    const end = words.includes('--') ? words.indexOf('--') : words.length;
    return line([...words.slice(0, end), ...common, ...words.slice(end)]);
  };
  const [first = '', second = ''] = args.filter(
    (each, index) => !each.startsWith('-') && args[index - 1] !== '--data-dir',
  );
  const name = groups.includes(first) ? [first, second] : [first];

  /** The longest beginning of the arguments that is a command. */
  const helpName = (): string[] => {
    const given = name.filter(Boolean);
    while (given.length > 0 && !isCommand(given)) given.pop();
    return given;
  };
  /** A terminal prompts for the new key, hidden. */
  const enterKey = (pbx: string | null): string => {
    if (pbx !== null) return command(...edit(pbx, '--api-key-stdin'));
    return target === null ? command('pbx', 'list') : `Enter the correct key: ${keyVariable(start.platform)}`;
  };
  const retryKey = (pbx: string | null): string =>
    pbx === null
      ? hints.onTarget('pbx', 'test', '--retry-refused-key')
      : command('pbx', 'test', '--retry-refused-key', ...positional(pbx));

  const hints: Hints = {
    command,
    onTarget: (...words) => command(...words, ...targetWords(target)),
    elsewhere: (...words) => shellLine(['rekey', ...words], start.platform),
    onJob({ pbxId, pbxName, pbxUrl }, ...words) {
      if (pbxId === null && target?.name === null) return hints.onTarget(...words);
      const stored = nameOf({ pbxId, pbxUrl }) ?? (pbxId === null ? null : pbxName);
      if (stored !== null) return command(...words, '--pbx', stored);
      // A job does not store its client ID, but it may have been given.
      const clientId = optionOf(args, '--client-id');
      const fingerprint = optionOf(args, '--trust-fingerprint');
      if (clientId !== null)
        return command(...words, ...oneOffWords({ name: null, url: pbxUrl, clientId, fingerprint }));
      return `${command(...words, '--url', pbxUrl, '--client-id', 'ID')}  (put its client ID for ID)`;
    },
    again(...options) {
      const replaced = options.filter((each) => each.startsWith('--'));
      // A PBX is named by only one of two options.
      const dropped = replaced.some((each) => each === '--pbx' || each === '--url')
        ? [...replaced, ...targetOptions]
        : replaced.includes('--all')
          ? [...replaced, '--limit']
          : replaced;
      const end = args.includes('--') ? args.indexOf('--') : args.length;
      const repeated = line([...without(args.slice(0, end), dropped), ...options, ...args.slice(end)]);
      return repeated.length <= maxRepeated
        ? repeated
        : `the same with ${shellLine(options, start.platform)}`;
    },
    setTarget(found) {
      target = found;
    },
    setNames(names) {
      nameOf = names;
    },
    againOnce(...options) {
      const shows = hasOption(name.filter(Boolean), '--show-passwords') ? ['--show-passwords'] : [];
      return hints.again(...options, ...shows);
    },
    setCommands(known, takes = hasOption) {
      isCommand = known;
      hasOption = takes;
    },
    forProblem(code, facts, mac) {
      const pbx = facts.pbx ?? target?.name ?? null;
      switch (code) {
        case 'usage':
          if (facts.reason === 'pbxs-here-already')
            return `To update them from the file: ${hints.again('--replace')}`;
          if (facts.reason === 'api-key-needed')
            return `To enter it as well: ${hints.again('--api-key-stdin')}`;
          if (facts.reason === 'update-check-no-key') return null;
          if (facts.reason === 'update-check-no-address')
            return `To set one: ${command('settings', '--update-address', 'URL')}`;
          if (facts.choices) return null;
          return `${isPrompt ? 'For help, type' : 'Help'}: ${command(...helpName(), '--help')}`;
        case 'mac-invalid':
          if (name[0] !== 'regenerate' || optionOf(args, '--file') === null || args.includes('--dry-run'))
            return null;
          return `To check the whole list first: ${hints.again('--dry-run')}\n  To run it without such rows: ${hints.again('--skip-invalid')}`;
        case 'pbx-unknown':
          return facts.choices?.length ? null : command('pbx', 'add');
        case 'sign-in-refused':
          return facts.reason === 'refused-before'
            ? `${enterKey(pbx)}\n  To try the same key once more: ${retryKey(pbx)}`
            : enterKey(pbx);
        case 'sign-in-held-off':
          return `To sign in now at that risk: ${retryKey(pbx)}`;
        case 'certificate-untrusted':
        case 'certificate-changed': {
          if (!facts.fingerprint) return null;
          const trust = ['--trust-fingerprint', facts.fingerprint];
          // Only a run with --url takes a certificate for itself.
          if (pbx === null && target === null) return null;
          const trusting = pbx === null ? hints.again(...trust) : command(...edit(pbx, ...trust));
          return `If it is the PBX’s own certificate: ${trusting}`;
        }
        case 'proxy-failed':
          return facts.reason === 'socks4' || facts.reason === 'variables'
            ? proxyVariable(start.platform)
            : null;
        case 'proxy-login':
          return facts.reason === 'unsupported' ? null : proxyVariable(start.platform);
        case 'forget-incomplete':
          return facts.reason === 'keychain' ? command('forget-everything', '--leave-keychain') : null;
        case 'device-not-found':
          if (!facts.pbx) return hints.onTarget('devices', '--refresh');
          if (mac) return command('regenerate', formatMac(mac), '--pbx', facts.pbx);
          // A job is retried only on its own PBX.
          return first === 'jobs' ? null : hints.again('--pbx', facts.pbx);
        case 'device-is-desk-phone':
          if (args.includes('--desk-phones')) return null;
          // Repeating a whole list would give its other devices new passwords again.
          if (first === 'password' || (first === 'regenerate' && !mac))
            return `To include desk phones: ${hints.again('--desk-phones')}`;
          return mac
            ? `To give its user a new password: ${hints.onTarget('regenerate', formatMac(mac), '--desk-phones')}`
            : null;
        case 'keychain-unavailable':
        case 'keychain-locked':
          return oneOffHint();
        case 'keychain-entry-missing':
          if (facts.reason === 'data-key')
            return `To read a device’s current password: ${hints.onTarget('password', mac ? formatMac(mac) : 'MAC', '--show-passwords')}`;
          return enterKey(pbx);
        case 'data-folder-unusable':
        case 'store-too-new':
          return `To use another folder, with its own PBXs: ${line(['pbx', 'list', '--data-dir', otherFolder(start)])}`;
        default:
          return null;
      }
    },
  };

  function oneOffHint(): string | null {
    const options = oneOffWords(target);
    const called = name.join(' ');
    if (readingCommands.includes(called))
      return `To read a device’s current password without a keychain (asks for the API key): ${command('password', 'MAC', ...options, '--show-passwords')}`;
    const run = oneOffCommand(called, options);
    return run && `To run once without a keychain (asks for the API key): ${run}`;
  }

  /** The command that does without a keychain what this one was to do; null if there is none. */
  function oneOffCommand(called: string, options: readonly string[]): string | null {
    if (oneOffCommands.includes(called)) return hints.againOnce(...options);
    // Its argument is the name of a stored PBX.
    if (called === 'pbx test') return command('pbx', 'test', ...options);
    return called === 'pbx add' ? command('regenerate', 'MAC', ...options, '--show-passwords') : null;
  }
  return hints;
}

function targetWords(target: HintTarget | null): string[] {
  if (target === null) return [];
  return target.name === null ? oneOffWords(target) : ['--pbx', target.name];
}

/** The options that name a PBX, stored or not. */
function oneOffWords(target: HintTarget | null): string[] {
  if (target === null) return ['--url', 'ADDRESS', '--client-id', 'ID'];
  const { url, clientId } = target;
  const fingerprint = target.name === null ? target.fingerprint : target.pinnedFingerprint;
  const trust = fingerprint ? ['--trust-fingerprint', fingerprint] : [];
  return ['--url', url, '--client-id', clientId, ...trust];
}

/** The command that changes a PBX. */
function edit(name: string, ...options: string[]): string[] {
  return ['pbx', 'edit', ...options, ...positional(name)];
}

/** A name as an argument: last, because one may begin like an option. */
export function positional(name: string): string[] {
  return name.startsWith('-') ? ['--', name] : [name];
}

function optionOf(args: readonly string[], option: string): string | null {
  const index = args.indexOf(option);
  if (index >= 0) return args[index + 1] ?? null;
  return args.find((each) => each.startsWith(`${option}=`))?.slice(option.length + 1) ?? null;
}

/** Returns arguments without these options and their values. */
function without(args: readonly string[], options: readonly string[]): string[] {
  return args.filter((each, index) => {
    const before = args[index - 1] ?? '';
    if (valueOptions.includes(before) && options.includes(before)) return false;
    return !options.includes(each.split('=', 1)[0] ?? '');
  });
}

/** How to set the key in the environment without writing it to the shell's history. */
function keyVariable(platform: NodeJS.Platform): string {
  return platform === 'win32'
    ? "$env:REKEY_API_KEY = [Net.NetworkCredential]::new('', (Read-Host -AsSecureString 'API key')).Password"
    : 'read -rs REKEY_API_KEY; export REKEY_API_KEY';
}

function proxyVariable(platform: NodeJS.Platform): string {
  const value = 'http://USER:PASSWORD@HOST:PORT';
  const set = platform === 'win32' ? `$env:HTTPS_PROXY = '${value}'` : `export HTTPS_PROXY='${value}'`;
  return `${set}  (also https://, socks5://; write @ in them as %40, and so on)`;
}
