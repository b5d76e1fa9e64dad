/** Handles uncaught errors; Electron would show an English dialog with a stack. */
export interface UncaughtParts {
  process: Pick<NodeJS.Process, 'on'>;
  /** Writes to the log, once there is one. */
  log(thrown: unknown): void;
  /** Shows a dialog of our own. */
  tell(): void;
}

/** Logs each error, and notifies the user of the first only: a repeating fault must not fill the screen. */
export function handleUncaught({ process, log, tell }: UncaughtParts): void {
  let told = false;
  const caught = (thrown: unknown): void => {
    log(thrown);
    if (told) return;
    told = true;
    tell();
  };
  process.on('uncaughtException', caught);
  process.on('unhandledRejection', caught);
}
