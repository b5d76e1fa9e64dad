import type { ErrorTexts } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { policyErrors } from '../policy.ts';
import { appErrors } from './app.ts';
import { dataFolderErrors } from './data-folder.ts';
import { deviceErrors } from './device.ts';
import { fileErrors } from './file.ts';
import { jobErrors } from './job.ts';
import { keychainErrors } from './keychain.ts';
import { networkErrors } from './network.ts';
import { pbxErrors } from './pbx.ts';
import { signInErrors } from './sign-in.ts';
import { usageErrors } from './usage.ts';

/** The words of each error of the closed set in `common/errors.ts`. */
export const errors = (counting: Counting): ErrorTexts => ({
  ...usageErrors(counting),
  ...deviceErrors(counting),
  ...jobErrors(counting),
  ...signInErrors(counting),
  ...pbxErrors(counting),
  ...networkErrors(counting),
  ...keychainErrors,
  ...dataFolderErrors(counting),
  ...fileErrors,
  ...appErrors,
  ...policyErrors,
});
