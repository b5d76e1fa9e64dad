import { RekeyError } from '../../../common/errors.ts';
import type { DeviceList, Pbx } from '../../../common/model.ts';
import type { DeviceStore } from '../../store/devices.ts';
import { type Context, isOneOff, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { ageText, deviceRow, table } from '../text.ts';
import { counted } from '../words.ts';

/** Beyond this, refine the search. */
const foundAtMost = 200;

/** Shows the stored device list, without contacting the PBX unless there is none or --refresh is given. */
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
  context.io.err(`Fetching the device list of ${target.pbx.name}…`);
  const list = target.stored
    ? await services.pbxs.refreshDevices(target.stored, target.xapi, context.io.signal)
    : await target.xapi.listDevices(context.io.signal);
  return shown(target.pbx.name, list);
}

/** Searches the stored lists of all PBXs, or of one; contacts none of them. */
function findDevices({ services, hints }: Context, text: string, options: TargetOptions): Outcome {
  if (isOneOff(options))
    throw new RekeyError('usage', {
      terminalSays: '--find searches stored device lists; with --url there are none.',
    });
  if (text.trim() === '') throw new RekeyError('usage', { terminalSays: 'Enter a search text.' });
  const only = options.pbx === undefined ? null : services.pbxs.named(options.pbx);
  const found = services.store.devices
    .find(text, only?.id ?? null, foundAtMost)
    .filter(({ pbx }) => only === null || pbx.id === only.id);
  const now = Date.now();
  const rows = found.map(({ pbx, device, fetchedAt }) => [
    ...deviceRow(device),
    `${pbx.name} (${ageText(fetchedAt, now)})`,
  ]);
  const usable = new Set(services.pbxs.usable().map(({ name }) => name));
  const gaps = gapsOf(services.store.devices.gaps(), only);
  const count =
    found.length === foundAtMost
      ? `The first ${counted(foundAtMost, 'device')}`
      : found.length === 0
        ? 'No device'
        : counted(found.length, 'device');
  return {
    exitCode: 0,
    json: { found, ...gaps },
    text: [
      table(rows),
      `${count} found in the stored device lists.`,
      ...gaps.notSearched.map((name) =>
        usable.has(name)
          ? `Not searched: ${name}. To fetch its device list: ${hints.command('devices', '--refresh', '--pbx', name)}`
          : `Not searched: ${name}.`,
      ),
      ...gaps.incomplete.map((name) => `The device list of ${name} may be incomplete.`),
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

/** The names of the searched PBXs whose lists may lack devices. */
function gapsOf(
  { notSearched, incomplete }: ReturnType<DeviceStore['gaps']>,
  only: Pbx | null,
): { notSearched: string[]; incomplete: string[] } {
  const names = (pbxs: readonly Pick<Pbx, 'id' | 'name'>[]): string[] =>
    pbxs.filter(({ id }) => only === null || id === only.id).map(({ name }) => name);
  return { notSearched: names(notSearched), incomplete: names(incomplete) };
}

function shown(pbxName: string, list: DeviceList): Outcome {
  const gateways = list.devices.filter((device) => device.kind === 'fxs').length;
  const phones = list.devices.length - gateways;
  const notes = [
    ...(list.unreadable > 0 ? [`${counted(list.unreadable, 'entry', 'entries')} couldn’t be read.`] : []),
    ...(list.complete ? [] : ['The device list may be incomplete.']),
    ...(list.deskPhonesRead ? [] : ['Some desk phones couldn’t be read.']),
  ];
  return {
    exitCode: 0,
    json: { pbx: pbxName, ...list },
    text: [
      table(list.devices.map(deviceRow)),
      [
        `${counted(gateways, 'gateway or DECT base', 'gateways and DECT bases')}, ${counted(phones, 'desk phone')} on ${pbxName}; fetched ${ageText(list.fetchedAt)}.`,
        ...notes,
      ].join(' '),
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
