import { Command, Option } from '@commander-js/extra-typings';
import manifest from '../../package.json' with { type: 'json' };
import type { Context, Outcome } from './context.ts';

/** Loaded when one of them runs, so that a command starts without the code of the others. */
const commands = {
  devices: () => import('./commands/devices.ts'),
  fetch: () => import('./commands/fetch.ts'),
  forget: () => import('./commands/forget.ts'),
  jobs: () => import('./commands/jobs.ts'),
  password: () => import('./commands/password.ts'),
  pbx: () => import('./commands/pbx.ts'),
  regenerate: () => import('./commands/regenerate.ts'),
  settings: () => import('./commands/settings.ts'),
  setupFile: () => import('./commands/setup-file.ts'),
};

/** Options every command has. */
interface CommonOptions {
  json?: true | undefined;
  dataDir?: string | undefined;
}

/** Runs one command with the services open; `run.ts` gives it. */
export type Perform = (work: (context: Context) => Promise<Outcome>, common: CommonOptions) => Promise<void>;

const targetHelp = `
Without a stored PBX or a keychain: --url and --client-id. The API key is asked for, or read from the
environment variable REKEY_API_KEY. Nothing secret is stored then, so new passwords have to be shown:
--show-passwords.`;

const exitCodeHelp = `
Exit codes: 0 all succeeded, 1 some device did not, 2 bad input or usage, 3 sign-in refused,
4 PBX unreachable or not trusted, 5 keychain.`;

/** The terminal's commands and options; what they do is in `commands/`. */
export function createProgram(run: Perform) {
  const perform = (work: (context: Context) => Promise<Outcome>): Promise<void> => run(work, program.opts());
  const program = command('rekey')
    .option('--json', 'print one JSON document on standard output, and nothing else there')
    .option('--data-dir <folder>', 'use the database and log in this folder; secrets stay in the keychain')
    .version(manifest.version, '--version', 'print the version')
    .description('Gives devices of a 3CX phone system new web credentials.')
    .addHelpText('after', exitCodeHelp);

  const pbx = command('pbx').description('the PBXs this computer knows');
  pbx.addCommand(
    command('add')
      .description('add a PBX, asking for what is left out; its API key goes to the keychain')
      .option('--name <name>', 'name for this PBX')
      .option('--url <address>', 'where its web client opens, such as https://pbx.example.com:5001')
      .option('--client-id <id>', 'client ID from the 3CX Admin Console')
      .option('--api-key-stdin', 'read the API key from standard input; on a terminal it is asked for')
      .option('--trust-fingerprint <sha256>', 'accept this one certificate, whoever signed it')
      .action((options) => perform(async (context) => (await commands.pbx()).addPbx(context, options))),
  );
  pbx.addCommand(
    command('edit')
      .description('change a PBX’s details')
      .argument('<pbx>', 'name of the PBX')
      .option('--name <name>', 'a new name')
      .option('--url <address>', 'a new address')
      .option('--client-id <id>', 'another API client')
      .option('--api-key-stdin', 'read a new API key from standard input; on a terminal it is asked for')
      .option('--trust-fingerprint <sha256>', 'accept this one certificate, whoever signed it')
      .option('--concurrency <count>', 'concurrent requests, 1 to 16')
      .option('--rate <count>', 'requests a second, 1 to 50, or off')
      .option('--trust-system', 'accept what this computer trusts, no longer a single certificate')
      .action((name, options) =>
        perform(async (context) => (await commands.pbx()).editPbx(context, name, options)),
      ),
  );
  pbx.addCommand(
    command('list')
      .description('list them')
      .action(() => perform(async (context) => (await commands.pbx()).listPbxs(context))),
  );
  pbx.addCommand(
    target(command('test'))
      .description('sign in, and tell the PBX’s version and how many devices it has')
      .argument('[pbx]', 'name of the PBX')
      .option(
        '--retry-refused-key',
        'sign in once although this key, or others, were rejected before; may get this IP address blocked',
      )
      .action((name, options) =>
        perform(async (context) => (await commands.pbx()).testPbx(context, name, options)),
      ),
  );
  pbx.addCommand(
    command('remove')
      .description('remove it, its API key and its device list; its history stays')
      .argument('<pbx>', 'name of the PBX')
      .option('--with-history', 'remove its jobs and the passwords kept with them, too')
      .option('--yes', 'skip the confirmation')
      .action((name, options) =>
        perform(async (context) => (await commands.pbx()).removePbx(context, name, options)),
      ),
  );
  pbx.addCommand(
    command('export')
      .description('write PBXs to a set-up file under a passphrase, for another computer')
      .argument('<pbx...>', 'names of the PBXs')
      .requiredOption('--output <path>', 'a new file, such as acme.rekey')
      .option('--with-keys', 'with their API keys')
      .option('--passphrase-stdin', 'read the passphrase from standard input instead of asking for it')
      .action((names, options) =>
        perform(async (context) => (await commands.setupFile()).exportPbxs(context, names, options)),
      ),
  );
  pbx.addCommand(
    command('import')
      .description('add the PBXs of a set-up file, all or none; contacts nobody')
      .argument('<path>', 'the .rekey file')
      .option('--replace', 'update those that are here already by the same name and address')
      .option('--passphrase-stdin', 'read the passphrase from standard input instead of asking for it')
      .action((path, options) =>
        perform(async (context) => (await commands.setupFile()).importPbxs(context, path, options)),
      ),
  );
  program.addCommand(pbx);

  program.addCommand(
    target(command('devices'))
      .description('list a PBX’s devices as they were last fetched')
      .option('--refresh', 'fetch them again')
      .option('--find <text>', 'look in the lists of all PBXs for a name, line, model or part of a MAC')
      .action((options) =>
        perform(async (context) => (await commands.devices()).listDevices(context, options)),
      ),
  );

  program.addCommand(
    target(command('regenerate'))
      .description('give devices new passwords')
      .argument('[mac...]', 'MAC addresses in any spelling')
      .option('--file <path>', 'find the MAC addresses in a text of any kind; - is standard input')
      .option('--dry-run', 'check everything, change nothing')
      .option('--yes', 'skip the confirmation')
      .option('--show-passwords', 'show the new passwords in plain text')
      .option('--skip-invalid', 'skip invalid MAC addresses instead of stopping')
      .option('--try-unlisted', 'send a request also for devices the PBX does not list')
      .option('--desk-phones', 'include desk phones: their user gets one new password for all of theirs')
      .addOption(new Option('--reference <text>', 'a ticket or order number, kept with the job'))
      .action((macs, options) =>
        perform(async (context) => (await commands.regenerate()).regenerate(context, macs, options)),
      ),
  );

  program.addCommand(
    target(command('password'))
      .description('read a device’s current password, changing nothing')
      .argument('<mac>', 'its MAC address')
      .option('--desk-phones', 'also of a desk phone, whose password is that of its user')
      .option('--show-passwords', 'required, because the password is shown in plain text')
      .action((mac, options) =>
        perform(async (context) => (await commands.password()).showPassword(context, mac, options)),
      ),
  );

  program.addCommand(
    target(command('fetch'))
      .description('have devices fetch their configuration, with their new password in it; some restart')
      .argument('[mac...]', 'MAC addresses of devices that have a new password')
      .option('--job <id>', 'all devices of this job that have a new password and have not fetched it')
      .option('--yes', 'skip the confirmation')
      .option('--wait', 'wait until the PBX has generated their configuration, for up to 30 minutes')
      .action((macs, options) =>
        perform(async (context) => (await commands.fetch()).fetchNow(context, macs, options)),
      ),
  );

  const jobs = command('jobs').description('what was run, and what is left to run');
  jobs.addCommand(
    command('list')
      .description('list jobs, newest first')
      .option('--limit <count>', 'how many; 200 unless given')
      .option('--all', 'all there are')
      .action((options) => perform(async (context) => (await commands.jobs()).listJobs(context, options))),
  );
  jobs.addCommand(
    command('find')
      .description('find a device in the jobs of all PBXs: when it was done, by which job')
      .argument('<text>', 'of its MAC address, name, model or line, or of a PBX, reference or user')
      .option('--limit <count>', 'how many; 50 unless given')
      .option('--all', 'all there are')
      .action((text, options) =>
        perform(async (context) => (await commands.jobs()).findItems(context, text, options)),
      ),
  );
  jobs.addCommand(
    command('show')
      .description('show a job and its devices')
      .argument('<id>', 'number of the job')
      .option('--show-passwords', 'show the stored passwords in plain text')
      .option('--show-previous', 'show the passwords that the devices had before, too')
      .action((id, options) =>
        perform(async (context) => (await commands.jobs()).showJob(context, id, options)),
      ),
  );
  jobs.addCommand(
    target(command('resume'))
      .description('continue a paused, interrupted or waiting job')
      .argument('<id>', 'number of the job')
      .option('--yes', 'do not ask: skip devices that got a new password in a later job')
      .option('--include-completed', 'give those devices another new password, too')
      .option('--show-passwords', 'show the new passwords in plain text')
      .action((id, options) =>
        perform(async (context) => (await commands.jobs()).resumeStopped(context, id, options)),
      ),
  );
  jobs.addCommand(
    target(command('retry'))
      .description('run a job’s failed, uncertain or cancelled devices, as a new job')
      .argument('<id>', 'number of the job')
      .option('--failed', 'those that failed (also without this option)')
      .option('--uncertain', 'those whose outcome is uncertain: they may have a new password already')
      .option('--cancelled', 'those that were not run, because the job was cancelled')
      .option('--try-unlisted', 'send a request also for devices the PBX does not list')
      .option('--yes', 'skip the confirmation')
      .option('--show-passwords', 'show the new passwords in plain text')
      .action((id, options) =>
        perform(async (context) => (await commands.jobs()).retryJob(context, id, options)),
      ),
  );
  jobs.addCommand(
    command('cancel')
      .description('give up what is left of a paused or interrupted job')
      .argument('<id>', 'number of the job')
      .action((id) => perform(async (context) => (await commands.jobs()).cancelJob(context, id))),
  );
  jobs.addCommand(
    command('export')
      .description('write a job as CSV or JSON, without passwords unless asked for')
      .argument('<id>', 'number of the job')
      .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
      .option('--output <path>', 'a new file; - or nothing for standard output')
      .option('--passwords', 'with the passwords in clear: whoever opens the file can read them')
      .option('--previous-passwords', 'with the passwords that the devices had before, in clear as well')
      .action((id, options) =>
        perform(async (context) => (await commands.jobs()).exportJob(context, id, options)),
      ),
  );
  program.addCommand(jobs);

  program.addCommand(
    command('settings')
      .description('show or change settings')
      .option('--retention-days <days>', 'how long sealed passwords are kept')
      .option('--confirm-above <count>', 'above how many devices their number has to be typed')
      .option('--update-address <url>', 'where update notices are fetched; off for no check')
      .option('--yes', 'skip the confirmation where a shorter time deletes passwords')
      .action((options) =>
        perform(async (context) => (await commands.settings()).settings(context, options)),
      ),
  );
  program.addCommand(
    command('check-update')
      .description('ask whether there is a newer version; installs nothing')
      .action(() => perform(async (context) => (await commands.settings()).checkForUpdate(context))),
  );

  program.addCommand(
    command('forget-everything')
      .description('delete all that is kept on this computer: PBXs, jobs, passwords, keys, settings, log')
      .option('--leave-keychain', 'leave what is in the keychain, where that does not answer')
      .option('--yes', 'skip the confirmation')
      .action((options) => perform(async (context) => (await commands.forget()).forgetAll(context, options))),
  );
  return program;
}

function command(name: string) {
  return new Command(name).configureHelp({ showGlobalOptions: true });
}

function target(bare: Command) {
  return bare
    .option('--pbx <name>', 'the PBX; not needed when there is only one')
    .option('--url <address>', 'a PBX that is not stored')
    .option('--client-id <id>', 'the API client for --url')
    .option('--trust-fingerprint <sha256>', 'the certificate for --url')
    .option('--concurrency <count>', 'concurrent requests, 1 to 16, for this run')
    .option('--rate <count>', 'requests a second, 1 to 50 or off, for this run')
    .addHelpText('after', targetHelp);
}
