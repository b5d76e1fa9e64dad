import type { deviceCalls } from '../../../common/ipc/devices.ts';
import { matchDevices } from '../../runs/matching.ts';
import type { Services } from '../../services/index.ts';
import type { HandlersOf } from './serve.ts';

export interface DeviceHandlerParts {
  services: Services;
}

/** Handles calls about the devices of PBXs. */
export function createDeviceHandlers({ services }: DeviceHandlerParts): HandlersOf<typeof deviceCalls> {
  const { pbxs, connector, store } = services;
  return {
    'devices:list': ({ pbxId }) => store.devices.list(pbxId),
    'devices:refresh': async ({ pbxId }) => {
      const pbx = pbxs.withId(pbxId);
      return pbxs.refreshDevices(pbx, await connector.stored(pbx));
    },
    'devices:freshen': ({ pbxId }) => pbxs.freshen(pbxs.withId(pbxId)),
    'devices:search': ({ text, firstPbxId, limit }) => ({
      found: store.devices.find(text, firstPbxId, limit),
      ...store.devices.gaps(),
    }),
    'devices:elsewhere': ({ pbxId, mac }) => {
      const names = store.devices.othersWith(mac, pbxId);
      return pbxs.list().filter(({ name }) => names.includes(name));
    },
    'devices:match': ({ pbxId, macs, refresh }) => matchDevices(services, pbxs.withId(pbxId), macs, refresh),
  };
}
