/** What the window says of an error in its own words. */
export const problems = {
  pbxGone: {
    title: 'This PBX is not set up any more',
    happened: 'It was removed, in another window or in the terminal.',
    next: 'Choose another PBX, or add it again.',
  },
  pbxBusy: (job: number | undefined) => ({
    title: 'A job is running on this PBX already',
    happened: `${job ? `Job ${job}` : 'It'} runs in this program or in a terminal. Only one runs on a PBX at a time.`,
    next: 'Wait until it has ended, or pause it under History. Nothing was sent.',
  }),
  proxyLogin: 'Enter the log-in at the top of the window, then try again.',
  certificateUntrusted: (host: string | undefined) =>
    `${host ?? 'The PBX'} shows a certificate that this computer cannot check. No key or password was sent.`,
  certificateChanged: (host: string | undefined) =>
    `${host ?? 'The PBX'} now shows another certificate. No key or password was sent.`,
};
