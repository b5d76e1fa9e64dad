import { nameOf } from '../../../common/device-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { formatMac } from '../../../common/mac.ts';
import { keysOf } from '../../jobs/index.ts';
import { type Context, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { parseMacs, refusalError } from '../macs.ts';
import { passwordText } from '../present.ts';

/** Reads the password a device has now, changing nothing. */
export async function showPassword(
  context: Context,
  text: string,
  options: TargetOptions & { showPasswords?: boolean | undefined },
): Promise<Outcome> {
  const { macs, refused } = parseMacs([text]);
  const [mac] = macs;
  if (!mac) throw refusalError(refused);
  if (!options.showPasswords)
    throw new RekeyError('usage', {
      reason: 'This shows a password in clear. Say so with --show-passwords.',
    });
  const target = await openTarget(context, options);
  const list = await context.services.pbxs.devicesFor(target.stored, target.xapi, [mac]);
  const device = list?.devices.find((each) => each.mac === mac) ?? null;
  if (device?.kind === 'desk-phone')
    throw new RekeyError('device-is-desk-phone', device.owner ? { owner: device.owner } : {});
  if (list && !device) {
    const [other] = context.services.store.devices.othersWith(mac, target.pbx.id);
    throw new RekeyError('device-not-found', other ? { pbx: other } : {});
  }
  const password = await target.xapi.readPassword(mac, keysOf(mac, device));
  return {
    exitCode: 0,
    json: { pbx: target.pbx.name, mac, device, credentials: password === null ? null : { password } },
    text:
      password === null
        ? `${formatMac(mac)}  ${nameOf(mac, device)}: the PBX has no password for it.`
        : `${formatMac(mac)}  ${nameOf(mac, device)}\nCurrent password: ${passwordText(password)}`,
  };
}
