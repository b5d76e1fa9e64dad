import type { DeviceList } from '../../../common/model.ts';
import { type Context, isOneOff, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { ageText, deviceRow, table } from '../present.ts';

/** Shows the kept device list, without contacting the PBX unless there is none or --refresh asks for it. */
export async function listDevices(
  context: Context,
  options: TargetOptions & { refresh?: boolean | undefined },
): Promise<Outcome> {
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
