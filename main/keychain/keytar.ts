import { createRequire } from 'node:module';

/** The part of keytar that is used. Never `findCredentials`: it can crash the process on a locked keyring. */
export type KeytarLike = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

/**
 * Loads keytar. With `require`, not `import()`: a failed import is cached, and a user who installs the missing
 * library should not have to restart the app.
 */
export async function loadKeytar(): Promise<KeytarLike> {
  const require = createRequire(import.meta.url);
  try {
    return require('keytar');
  } catch (error) {
    throw nativeLoadError(require) ?? error;
  }
}

/** keytar hides the loader's error; loading its addon directly reveals it. */
function nativeLoadError(require: NodeJS.Require): unknown {
  try {
    require(`keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`);
    return null;
  } catch (error) {
    return error;
  }
}
