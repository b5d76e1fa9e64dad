/** Where what nobody catches is heard of; Electron would show a box in English with a stack. */
export interface UncaughtParts {
  process: Pick<NodeJS.Process, 'on'>;
  /** Writes to the log, as far as there is one. */
  log(thrown: unknown): void;
  /** Says in a box of our own that something went wrong. */
  tell(): void;
}

/** Logs each, and tells the user of the first: a fault that repeats must not cover the screen. */
export function catchUncaught({ process, log, tell }: UncaughtParts): void {
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
