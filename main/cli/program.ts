import { Command, Option } from '@commander-js/extra-typings';
import manifest from '../../package.json' with { type: 'json' };
import type { Context, Outcome } from './context.ts';

/** Each is loaded when it runs, so that a command starts without the code of the others. */
const commands = {
  devices: () => import('./commands/devices.ts'),
  export: () => import('./commands/export.ts'),
  fetch: () => import('./commands/fetch.ts'),
  forget: () => import('./commands/forget.ts'),
  jobs: () => import('./commands/jobs.ts'),
  password: () => import('./commands/password.ts'),
  pbx: () => import('./commands/pbx.ts'),
  regenerate: () => import('./commands/regenerate.ts'),
  runAgain: () => import('./commands/run-again.ts'),
  settings: () => import('./commands/settings.ts'),
  setupFile: () => import('./commands/setup-file.ts'),
};

/** Options every command has. */
interface CommonOptions {
  json?: true | undefined;
  dataDir?: string | undefined;
}

/** Runs one command with the services open; `run.ts` provides it. */
export type Perform = (work: (context: Context) => Promise<Outcome>, common: CommonOptions) => Promise<void>;

/** As `Perform`, with the given options. */
type PerformWith = (work: (context: Context) => Promise<Outcome>) => Promise<void>;

const targetHelp = `
Without a stored PBX or a keychain: --url and --client-id. Rekey asks for the API key, or reads it from the
environment variable REKEY_API_KEY. It then stores nothing secret.`;
const passwordHelp = 'So you have to show passwords: --show-passwords.';

const exitCodeHelp = `
Exit codes: 0 all succeeded, 1 some devices didn’t, 2 invalid input or usage, 3 sign-in rejected,
4 PBX unreachable or not trusted, 5 keychain. fetch: 0 all were asked, with --wait: all have fetched;
1 some weren’t or haven’t, or it isn’t known.`;

/** The terminal's commands and options; what they do is in `commands/`. */
export function createProgram(run: Perform) {
  const perform: PerformWith = (work) => run(work, program.opts());
  const program = command('rekey')
    .option('--json', 'print one JSON document on standard output, and nothing else')
    .option('--data-dir <folder>', 'use the database and log in this folder; secrets stay in the keychain')
    .version(manifest.version, '--version', 'print the version')
    .description('Gives devices of a 3CX phone system new web passwords.')
    .addHelpText('after', exitCodeHelp);

  program.addCommand(pbxCommands(perform));

  program.addCommand(
    target(command('devices'))
      .description('list a PBX’s devices from the last device list')
      .option('--refresh', 'fetch the device list again')
      .option('--find <text>', 'search all device lists for a name, extension, model or part of a MAC')
      .action((options) =>
        perform(async (context) => (await commands.devices()).listDevices(context, options)),
      ),
  );

  program.addCommand(
    target(command('regenerate'))
      .description('give devices new passwords')
      .argument('[mac...]', 'MAC addresses in any notation')
      .option('--file <path>', 'find the MAC addresses in any text file; - is standard input')
      .option('--dry-run', 'check everything, change nothing')
      .option('--yes', 'skip the confirmation')
      .option('--show-passwords', 'show the new passwords in plain text')
      .option('--skip-invalid', 'skip invalid MAC addresses instead of stopping')
      .option('--try-unlisted', 'also try devices that aren’t in the device list')
      .option('--desk-phones', 'include desk phones; all phones of a user get the same new password')
      .addOption(new Option('--reference <text>', 'ticket or order number, stored with the job'))
      .action((macs, options) =>
        perform(async (context) => (await commands.regenerate()).regenerate(context, macs, options)),
      ),
  );

  program.addCommand(
    target(command('password'))
      .description('read a device’s current password; changes nothing')
      .argument('<mac>', 'MAC address of the device')
      .option('--desk-phones', 'also read the password of a desk phone, which is its user’s')
      .option('--show-passwords', 'required, because the password is printed in plain text')
      .action((mac, options) =>
        perform(async (context) => (await commands.password()).showPassword(context, mac, options)),
      ),
  );

  program.addCommand(
    target(command('fetch'))
      .description('have devices fetch their configuration with the new password; some restart')
      .argument('[mac...]', 'MAC addresses of devices that have a new password')
      .option('--job <id>', 'all devices of this job that haven’t fetched their new password')
      .option('--yes', 'skip the confirmation')
      .option('--wait', 'wait until the PBX has generated their configuration, for up to 30 minutes')
      .action((macs, options) =>
        perform(async (context) => (await commands.fetch()).fetchNow(context, macs, options)),
      ),
  );

  program.addCommand(jobCommands(perform));

  program.addCommand(
    command('settings')
      .description('show or change settings')
      .option('--retention-days <days>', 'how long passwords are kept')
      .option('--confirm-above <count>', 'confirm by typing the count above this many devices')
      .option('--update-address <url>', 'address of the update notice; off for no check')
      .option('--yes', 'skip the confirmation when a shorter time deletes passwords')
      .action((options) =>
        perform(async (context) => (await commands.settings()).settings(context, options)),
      ),
  );
  program.addCommand(
    command('check-update')
      .description('check for a newer version; installs nothing')
      .action(() => perform(async (context) => (await commands.settings()).checkForUpdate(context))),
  );

  program.addCommand(
    command('forget-everything')
      .description('delete all of Rekey’s data on this computer: PBXs, jobs, passwords, keys, settings, log')
      .option('--leave-keychain', 'delete all but keychain entries, if the keychain doesn’t respond')
      .option('--yes', 'skip the confirmation')
      .action((options) => perform(async (context) => (await commands.forget()).forgetAll(context, options))),
  );
  return program;
}

function pbxCommands(perform: PerformWith) {
  const pbx = command('pbx').description('PBXs that are set up on this computer');
  pbx.addCommand(
    command('add')
      .description('add a PBX, asking for missing details; its API key is stored in the keychain')
      .option('--name <name>', 'name for this PBX')
      .option('--url <address>', 'address of its web client, such as https://pbx.example.com:5001')
      .option('--client-id <id>', 'client ID from the 3CX Admin Console')
      .option('--api-key-stdin', 'read the API key from standard input; ask for it on a terminal')
      .option('--trust-fingerprint <sha256>', 'pin this certificate: accept no other')
      .action((options) => perform(async (context) => (await commands.pbx()).addPbx(context, options))),
  );
  pbx.addCommand(
    command('edit')
      .description('change a PBX’s details')
      .argument('<pbx>', 'name of the PBX')
      .option('--name <name>', 'new name')
      .option('--url <address>', 'new address')
      .option('--client-id <id>', 'client ID of another API client')
      .option('--api-key-stdin', 'read a new API key from standard input; ask for it on a terminal')
      .option('--trust-fingerprint <sha256>', 'pin this certificate: accept no other')
      .option('--concurrency <count>', 'concurrent requests, 1 to 16')
      .option('--rate <count>', 'requests per second, 1 to 50, or off')
      .option(
        '--trust-system',
        'remove the pinned certificate and use this computer’s certificate authorities',
      )
      .action((name, options) =>
        perform(async (context) => (await commands.pbx()).editPbx(context, name, options)),
      ),
  );
  pbx.addCommand(
    command('list')
      .description('list all PBXs')
      .action(() => perform(async (context) => (await commands.pbx()).listPbxs(context))),
  );
  pbx.addCommand(
    target(command('test'))
      .description('sign in, and show the PBX’s version and number of devices')
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
      .description('remove a PBX, its API key and its device list; its history stays')
      .argument('<pbx>', 'name of the PBX')
      .option('--with-history', 'also delete its jobs and their stored passwords')
      .option('--yes', 'skip the confirmation')
      .action((name, options) =>
        perform(async (context) => (await commands.pbx()).removePbx(context, name, options)),
      ),
  );
  pbx.addCommand(
    command('export')
      .description('write PBXs to a setup file, encrypted with a passphrase, for another computer')
      .argument('<pbx...>', 'names of the PBXs')
      .requiredOption('--output <path>', 'new file, such as acme.rekey')
      .option('--with-keys', 'include their API keys')
      .option('--passphrase-stdin', 'read the passphrase from standard input instead of asking for it')
      .action((names, options) =>
        perform(async (context) => (await commands.setupFile()).exportPbxs(context, names, options)),
      ),
  );
  pbx.addCommand(
    command('import')
      .description('add the PBXs of a setup file, all or none; contacts no PBX')
      .argument('<path>', 'the .rekey file')
      .option('--replace', 'update PBXs that are already set up with the same name and address')
      .option('--passphrase-stdin', 'read the passphrase from standard input instead of asking for it')
      .action((path, options) =>
        perform(async (context) => (await commands.setupFile()).importPbxs(context, path, options)),
      ),
  );
  return pbx;
}

function jobCommands(perform: PerformWith) {
  const jobs = command('jobs').description('the history: finished and unfinished jobs');
  jobs.addCommand(
    command('list')
      .description('list jobs, newest first')
      .option('--limit <count>', 'how many; 200 by default')
      .option('--all', 'no limit')
      .action((options) => perform(async (context) => (await commands.jobs()).listJobs(context, options))),
  );
  jobs.addCommand(
    command('find')
      .description('find a device in all jobs: when it got a password, and in which job')
      .argument('<text>', 'part of a MAC address, name, model, extension, PBX, reference or user')
      .option('--limit <count>', 'how many; 50 by default')
      .option('--all', 'no limit')
      .action((text, options) =>
        perform(async (context) => (await commands.jobs()).findItems(context, text, options)),
      ),
  );
  jobs.addCommand(
    command('show')
      .description('show a job and its devices')
      .argument('<id>', 'number of the job')
      .option('--show-passwords', 'show the stored passwords in plain text')
      .option('--show-previous', 'also show the previous passwords')
      .action((id, options) =>
        perform(async (context) => (await commands.jobs()).showJob(context, id, options)),
      ),
  );
  jobs.addCommand(
    target(command('resume'))
      .description('continue a paused, interrupted or waiting job')
      .argument('<id>', 'number of the job')
      .option('--yes', 'don’t ask about devices that got a new password in a later job: skip them')
      .option('--include-completed', 'give those devices another new password as well')
      .option('--show-passwords', 'show the new passwords in plain text')
      .action((id, options) =>
        perform(async (context) => (await commands.runAgain()).resumeStopped(context, id, options)),
      ),
  );
  jobs.addCommand(
    target(command('retry'))
      .description('run a job’s failed, uncertain or cancelled devices in a new job')
      .argument('<id>', 'number of the job')
      .option('--failed', 'failed devices (default)')
      .option('--uncertain', 'uncertain devices: they may already have a new password')
      .option('--cancelled', 'cancelled devices: they weren’t run')
      .option('--try-unlisted', 'also try devices that aren’t in the device list')
      .option('--yes', 'skip the confirmation')
      .option('--show-passwords', 'show the new passwords in plain text')
      .action((id, options) =>
        perform(async (context) => (await commands.runAgain()).retryJob(context, id, options)),
      ),
  );
  jobs.addCommand(
    command('cancel')
      .description('cancel the remaining devices of a paused or interrupted job')
      .argument('<id>', 'number of the job')
      .action((id) => perform(async (context) => (await commands.jobs()).cancelJob(context, id))),
  );
  jobs.addCommand(
    command('export')
      .description('write a job as CSV or JSON; without passwords by default')
      .argument('<id>', 'number of the job')
      .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
      .option('--output <path>', 'new file; standard output by default')
      .option('--passwords', 'include passwords in plain text: anyone who opens the file can read them')
      .option('--previous-passwords', 'also include the previous passwords in plain text')
      .action((id, options) =>
        perform(async (context) => (await commands.export()).exportJob(context, id, options)),
      ),
  );
  return jobs;
}

function command(name: string) {
  return new Command(name).configureHelp({ showGlobalOptions: true });
}

function target(bare: Command) {
  return bare
    .option('--pbx <name>', 'the PBX; not needed if there is only one')
    .option('--url <address>', 'address of a PBX that isn’t set up')
    .option('--client-id <id>', 'client ID of the API client for --url')
    .option('--trust-fingerprint <sha256>', 'the only certificate to accept for --url')
    .option('--concurrency <count>', 'concurrent requests, 1 to 16, for this command')
    .option('--rate <count>', 'requests per second, 1 to 50 or off, for this command')
    .addHelpText('after', ({ command: { options } }) =>
      [targetHelp, ...(options.some(({ long }) => long === '--show-passwords') ? [passwordHelp] : [])].join(
        '\n',
      ),
    );
}
