import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An environment isolated from the user's session. The bus address leads nowhere until a bus is started. */
export async function freshEnvironment(home: string): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(DISPLAY|WAYLAND_DISPLAY|(XDG|DBUS|GNOME)_.*)$/.test(name)) env[name] = value;
  }
  const runtime = join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
  await mkdir(join(home, 'services'));
  return {
    ...env,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(runtime, 'bus')}`,
  };
}

/**
 * A private session bus. It has its own configuration, because the system's would start a Secret Service, and a
 * prompter, on demand.
 */
export async function startBus(home: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const config = join(home, 'bus.conf');
  await writeFile(
    config,
    `<busconfig>
  <type>session</type>
  <listen>${env.DBUS_SESSION_BUS_ADDRESS}</listen>
  <servicedir>${join(home, 'services')}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  );
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(bus, 'spawn');
  // It prints its address once it listens.
  const listening = await Promise.race([
    once(bus.stdout, 'data').then(() => true),
    once(bus, 'exit').then(() => false),
  ]);
  if (!listening) throw new Error('dbus-daemon did not start');
  return bus;
}

/** A prompter that is started on demand but never answers: a prompt nobody answers. It ends with the bus. */
export async function addSilentPrompter(home: string): Promise<void> {
  const name = 'org.gnome.keyring.SystemPrompter';
  const exec = '/bin/sh -c "exec gdbus monitor --session --dest org.freedesktop.DBus >/dev/null 2>&1"';
  await writeFile(
    join(home, 'services', 'prompter.service'),
    `[D-BUS Service]\nName=${name}\nExec=${exec}\n`,
  );
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
