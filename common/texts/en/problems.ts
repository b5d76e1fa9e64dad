/** Errors for which the window has its own words. */
export const problems = {
  pbxGone: {
    title: 'This PBX is no longer set up',
    happened: 'The PBX was removed in another window or in the terminal.',
    next: 'Choose another PBX, or add it again.',
  },
  pbxBusy: (job: number | undefined) =>
    job
      ? {
          title: 'A job is running on this PBX',
          happened: `Job ${job} is running in Rekey or in a terminal. A PBX runs only one job at a time.`,
          next: 'Wait until the job has finished, or pause it under History. Nothing was sent.',
        }
      : {
          title: 'Rekey is already using this PBX',
          happened:
            'Rekey is running a job on this PBX or asking its devices to fetch, here or in a terminal. It does only one at a time.',
          next: 'Wait until that has finished, or pause it where it runs. Nothing was sent.',
        },
  proxyLogin: 'Sign in to the proxy at the top of the window, then try again.',
  certificateUntrusted: (host: string | undefined) =>
    `${host ?? 'The PBX'} uses a certificate that this computer can’t verify. No key or password was sent.`,
  certificateChanged: (host: string | undefined) =>
    `${host ?? 'The PBX'} now uses a different certificate. No key or password was sent.`,
};
