/** A device of each kind that a page can request: no test machine has one. */
import type * as E from 'electron';
import type { DeviceType } from '../running-app.ts';

/** Passed to the app's handler. */
export const devices = {
  hid: { deviceId: '1', guid: '1', name: 'HID', productId: 1, vendorId: 1, collections: [] },
  serial: {
    portId: '1',
    portName: 'ttyUSB0',
    displayName: 'Serial',
    deviceInstanceId: '1',
    usbDriverName: '',
  },
  usb: {
    deviceId: '1',
    deviceClass: 0,
    deviceProtocol: 0,
    deviceSubclass: 0,
    deviceVersionMajor: 1,
    deviceVersionMinor: 0,
    deviceVersionSubminor: 0,
    productId: 1,
    usbVersionMajor: 2,
    usbVersionMinor: 0,
    usbVersionSubminor: 0,
    vendorId: 1,
    configurations: [],
  },
} satisfies Record<DeviceType, E.HIDDevice | E.SerialPort | E.USBDevice>;
