/** `npm start` and `npm run dev`: runs electron-vite once Electron is installed. Takes electron-vite's own arguments. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareElectron } from './electron/index.ts';

const require = createRequire(import.meta.url);
const electron = await prepareElectron({ noSandbox: process.argv.includes('--noSandbox') });
if ('whyNot' in electron) {
  const { whyNot } = electron;
  process.stderr.write(`The window cannot be opened: ${whyNot}
To work without the window, use the terminal: npm run --silent cli -- --help
`);
  process.exitCode = 1;
} else {
  process.env.ELECTRON_EXEC_PATH = electron.binary;
  const folder = dirname(require.resolve('electron-vite/package.json'));
  await import(pathToFileURL(join(folder, 'bin/electron-vite.js')).href);
}
