import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

/** Networks and what stands in the way there. */
export const network = ({ moment, counted }: Counting) => {
  /** Minutes, hours or days, as exact as is of use. */
  const spanOf = (minutes: number): string => {
    const size = Math.abs(minutes);
    if (size < 120) return counted(size, 'minute');
    return size < 2880 ? counted(Math.round(size / 60), 'hour') : counted(Math.round(size / 1440), 'day');
  };
  return {
    clocksAgree: 'This computer’s clock agrees with that of the PBX.',
    /** @param minutes this computer's clock is ahead; below 0, behind */
    clocksDiffer: ({ here, there, minutes }: { here: string; there: string; minutes: number }) =>
      `This computer’s clock says ${moment(here)}, that of the PBX ${moment(there)}: this one is ${spanOf(minutes)} ${minutes > 0 ? 'ahead' : 'behind'}. Set it right, then try again.`,
    /** A proxy that asks for a log-in. */
    proxy: {
      place: 'Log-in to the proxy',
      asks: (proxy: string) => rich`The proxy ${strong(proxy)} asks for a log-in`,
      refused: (proxy: string) => rich`The proxy ${strong(proxy)} refused the log-in`,
      what: 'It stands between this computer and the PBX. What you enter is sent to this proxy alone, and kept in the keychain.',
      refusedWhat:
        'It does not take this user name and password. They are not sent to it again, because accounts get locked that way.',
      inClear: 'On the way to the proxy it is not encrypted: whoever watches this network can read it.',
      user: 'User name',
      password: 'Password',
      logIn: 'Log in',
      notNow: 'Not now',
      kept: (proxy: string) => rich`The log-in for ${strong(proxy)} is in the keychain`,
      notKept: (proxy: string) => rich`The log-in for ${strong(proxy)} is known until Rekey is closed`,
      noKeychain: 'There is no keychain that would take it.',
      goOn: 'Try again what it held up.',
    },
  };
};
