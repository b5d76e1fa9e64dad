/** The reason with which a job’s signal is aborted to pause it. */
export const pauseReason = 'pause';
/** The same because the computer is about to sleep. */
export const sleepReason = 'sleep';
