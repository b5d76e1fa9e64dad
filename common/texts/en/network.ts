import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

/** Networks, and what blocks connections there. */
export const network = ({ moment, counted }: Counting) => {
  /** Minutes, hours or days, as precise as is useful. */
  const spanOf = (minutes: number): string => {
    const size = Math.abs(minutes);
    if (size < 120) return counted(size, 'minute');
    return size < 2880 ? counted(Math.round(size / 60), 'hour') : counted(Math.round(size / 1440), 'day');
  };
  return {
    clocksAgree: 'This computer’s clock agrees with the PBX’s.',
    /** @param minutes this computer's clock is ahead; below 0, behind */
    clocksDiffer: ({ here, there, minutes }: { here: string; there: string; minutes: number }) =>
      `This computer’s clock says ${moment(here)}, the PBX’s says ${moment(there)}: this computer is ${spanOf(minutes)} ${minutes > 0 ? 'ahead' : 'behind'}. Correct whichever clock is wrong, then try again.`,
    /** A proxy that asks for a login. */
    proxy: {
      place: 'Proxy sign-in',
      asks: (proxy: string) => rich`The proxy ${strong(proxy)} requires sign-in`,
      refused: (proxy: string) => rich`The proxy ${strong(proxy)} rejected the sign-in`,
      what: 'Rekey reaches the PBX through this proxy. Your credentials are sent only to it and saved in the keychain.',
      refusedWhat:
        'The proxy rejected them. Rekey won’t send them again: repeated failures can lock the account.',
      inClear:
        'The connection to the proxy isn’t encrypted: anyone who can watch this network can read your credentials.',
      user: 'User name',
      password: 'Password',
      logIn: 'Sign in',
      notNow: 'Not now',
      kept: (proxy: string) => rich`Your credentials for ${strong(proxy)} are saved in the keychain`,
      notKept: (proxy: string) => rich`Your credentials for ${strong(proxy)} are kept until you quit Rekey`,
      noKeychain: 'No keychain is available to save them.',
      goOn: 'You can now try again.',
    },
  };
};
