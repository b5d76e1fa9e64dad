import { app, dialog } from 'electron';
import { describeError } from '../../common/error-text.ts';
import { toProblem } from '../../common/problem.ts';
import { createLocalization } from './windows/localization.ts';

/** Shows an error in a system dialog, outside the app's windows. The app must be ready. */
export function showErrorBox(thrown: unknown): void {
  // The language setting may be unreadable.
  const { words } = createLocalization({ app, chosen: () => 'system' });
  const { title, happened, next } = describeError(toProblem(thrown), words().texts);
  dialog.showErrorBox(title, `${happened}\n\n${next}`);
}

/** Shows why the app cannot run, for example without its data folder, and quits. */
export function exitWithError(thrown: unknown): void {
  showErrorBox(thrown);
  app.exit(1);
}
