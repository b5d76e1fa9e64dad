/**
 * Facts about the run that several modules need: the app's folder and package, its switches, and whether it is ready.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variables } from './lifecycle-variables.ts';

interface AppPackage {
  name?: string;
  productName?: string;
  version?: string;
  main?: string;
}

/** The app's folder, its data folder and its package.json. */
export const facts = (() => {
  const appPath = process.env[variables.appPath];
  const dataDir = process.env[variables.dataDir];
  if (!appPath || !dataDir) throw new Error('Start the app with launchApp of test/host.');
  const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as AppPackage;
  return {
    appPath,
    dataDir,
    name: (manifest.productName ?? manifest.name ?? 'Electron').trim(),
    version: manifest.version ?? '0.0.0',
    locale: process.env[variables.locale] ?? 'en-US',
    packaged: process.env[variables.packaged] === 'true',
    main: join(appPath, manifest.main ?? 'index.js'),
  };
})();

let ready = false;
let announce = () => {};
const readiness = new Promise<void>((resolve) => {
  announce = resolve;
});

/** Whether `ready` has been reached. */
export const isReady = (): boolean => ready;
let waitBegins = () => {};
/** Settles when the app first waits for ready. */
export const readyRequested = new Promise<void>((resolve) => {
  waitBegins = resolve;
});

/** Settles when ready is reached. */
export function whenReady(): Promise<void> {
  waitBegins();
  return readiness;
}

/** Called once, by the code that starts the app. */
export function becomeReady(): void {
  ready = true;
  announce();
}

/** Throws for what Electron refuses before it is ready. */
export function requireReady(what: string): void {
  if (!ready) throw new Error(`${what} cannot be used before the app is ready`);
}
