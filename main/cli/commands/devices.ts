import { RekeyError } from '../../../common/errors.ts';
import type { DeviceList } from '../../../common/model.ts';
import { type Context, isOneOff, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { ageText, deviceRow, table } from '../present.ts';

/** More than anyone reads: who gets so many looks for something more exact. */
const foundAtMost = 200;

/** Shows the kept device list, without contacting the PBX unless there is none or --refresh asks for it. */
export async function listDevices(
  context: Context,
  options: TargetOptions & { refresh?: boolean | undefined; find?: string | undefined },
): Promise<Outcome> {
  if (options.find !== undefined) return findDevices(context, options.find, options);
  const { services } = context;
  if (!isOneOff(options) && !options.refresh) {
    const pbx = services.pbxs.named(options.pbx);
    const kept = services.store.devices.list(pbx.id);
    if (kept) return shown(pbx.name, kept);
  }
  const target = await openTarget(context, options);
  context.io.err(`Fetching the devices of ${target.pbx.name} …`);
  const list = target.stored
    ? await services.pbxs.refreshDevices(target.stored, target.xapi, context.io.signal)
    : await target.xapi.listDevices(context.io.signal);
  return shown(target.pbx.name, list);
}

/** Looks in the kept lists of all PBXs, or of one; contacts nobody. */
function findDevices({ services }: Context, text: string, options: TargetOptions): Outcome {
  if (isOneOff(options))
    throw new RekeyError('usage', { terminalSays: '--find looks in kept lists; --url has none.' });
  const only = options.pbx === undefined ? null : services.pbxs.named(options.pbx);
  const found = services.store.devices
    .find(text, only?.id ?? null, foundAtMost)
    .filter(({ pbx }) => only === null || pbx.id === only.id);
  const now = Date.now();
  const rows = found.map(({ pbx, device, fetchedAt }) => [
    ...deviceRow(device),
    `${pbx.name} (${ageText(fetchedAt, now)})`,
  ]);
  const count = found.length === foundAtMost ? `The first ${foundAtMost}` : `${found.length}`;
  return {
    exitCode: 0,
    json: { found },
    text: [table(rows), `${count} found in the lists as they were last fetched.`].filter(Boolean).join('\n'),
  };
}

function shown(pbxName: string, list: DeviceList): Outcome {
  const gateways = list.devices.filter((device) => device.kind === 'fxs').length;
  const phones = list.devices.length - gateways;
  const unreadable = list.unreadable > 0 ? ` ${list.unreadable} entries could not be read.` : '';
  return {
    exitCode: 0,
    json: { pbx: pbxName, ...list },
    text: [
      table(list.devices.map(deviceRow)),
      `${gateways} gateways and DECT bases, ${phones} desk phones on ${pbxName}; fetched ${ageText(list.fetchedAt, Date.now())}.${unreadable}`,
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
