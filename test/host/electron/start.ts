/**
 * Runs an app's main bundle in this process with the stand-in in place of `electron`:
 * `node test/host/electron/start.ts [arguments for the app]`, by the launcher.
 */
import { createRequire, registerHooks } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { connect } from './host.ts';
import { becomeReady, facts, readyRequested } from './lifecycle.ts';
import { variables } from './lifecycle-variables.ts';

const standIn = new URL('./index.ts', import.meta.url).href;
registerHooks({
  resolve(specifier, context, next) {
    return /^electron($|\/(main|common)$)/.test(specifier)
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context);
  },
});

// As seen by Electron's main process: the executable, the app, then the user's arguments.
process.argv = [process.execPath, facts.appPath, ...process.argv.slice(2)];
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
Object.assign(process, { type: 'browser', defaultApp: true });
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: version, chrome: process.env[variables.chrome] ?? '0' },
});

const { app } = await import('./index.ts');
connect();
// As in Electron, the main bundle is evaluated before the app is ready, unless it waits for just that.
await Promise.race([import(pathToFileURL(facts.main).href), readyRequested.then(nextTurn)]);
// macOS reports a double click between will-finish-launching and ready.
const { [variables.openFile]: openFile } = process.env;
if (openFile) app.emit('open-file', { preventDefault() {} }, openFile);
becomeReady();
app.emit('will-finish-launching');
app.emit('ready', {}, {});
