import { nameOf } from '../../../common/device-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { formatMac } from '../../../common/mac.ts';
import { planItems, readTarget } from '../../jobs/index.ts';
import { type Context, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { deskPhonesText, phoneText } from '../desk-phones.ts';
import { readInputs, refusalError } from '../inputs.ts';
import { passwordText } from '../text.ts';
import { words } from '../words.ts';

/** Reads the password a device has now, changing nothing. */
export async function showPassword(
  context: Context,
  text: string,
  options: TargetOptions & { showPasswords?: boolean | undefined; deskPhones?: boolean | undefined },
): Promise<Outcome> {
  const { found, refused } = readInputs([text], null);
  const mac = found[0]?.mac;
  if (!mac) throw refusalError(refused);
  if (found.length > 1)
    throw new RekeyError('usage', {
      terminalSays: 'Give one MAC address: this command shows one password at a time.',
    });
  if (!options.showPasswords)
    throw new RekeyError('usage', {
      terminalSays: 'This prints the password in plain text. To confirm, add --show-passwords.',
    });
  const target = await openTarget(context, options);
  const [item] = planItems([mac], {
    list: await context.services.pbxs.devicesFor(target.stored, target.xapi, [mac], context.io.signal),
    othersWith: (each) => context.services.store.devices.othersWith(each, target.pbx.id),
    tryUnlisted: false,
    deskPhones: options.deskPhones ? 'all' : undefined,
  });
  if (item?.problem) throw new RekeyError(item.problem.code, item.problem.facts);
  const device = item?.device ?? null;
  const password = await context.services.patiently(
    () => readTarget({ mac, device }, target.xapi),
    context.io.signal,
  );
  const phone = item && deskPhonesText(item);
  const what = [`${formatMac(mac)}  ${nameOf(mac, device)}`, phone].filter(Boolean).join(', ');
  const others = phone ? (device?.user?.phones ?? []).filter((each) => each.mac !== mac) : [];
  return {
    exitCode: 0,
    json: { pbx: target.pbx.name, mac, device, credentials: password === null ? null : { password } },
    text:
      password === null
        ? `${what}: no password on the PBX.`
        : [
            what,
            `Current password: ${passwordText(password)}`,
            ...(others.length > 0
              ? [`All phones of this user have it, also ${words.format.list(others.map(phoneText))}.`]
              : []),
          ].join('\n'),
  };
}
