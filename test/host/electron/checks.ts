/**
 * Checks the stand-in's classes against electron.d.ts when `tsc` runs; nothing here is ever called. A public member
 * that Electron does not have, a parameter it would not accept or a result it would not return does not compile. The
 * modules that are plain objects use `satisfies Pick<...>` where they are defined.
 */
import type { EventEmitter } from 'node:events';
import type * as E from 'electron';
import type * as Common from 'electron/common';
import type * as Main from 'electron/main';
import type { AppStandIn } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { PowerMonitorStandIn, ScreenStandIn } from './desktop.ts';
import type * as StandIn from './index.ts';
import type { IpcMainStandIn } from './ipc-main.ts';
import type { ImageStandIn } from './native-image.ts';
import type { NativeThemeStandIn } from './native-theme.ts';
import type { Protocol } from './protocol.ts';
import type { Session } from './session.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame-main.ts';
import type { WebRequest } from './web-request.ts';

/** The members that the stand-in itself claims: not those of any event emitter. */
type Own<T> = Exclude<keyof T, keyof EventEmitter | symbol>;
/** The part of Electron's class that the stand-in claims to be. An invented member is not part of it. */
type Claim<Mine, Real> = { [K in Own<Mine>]: K extends keyof Real ? Real[K] : never };

type Statics = 'getAllWindows' | 'getFocusedWindow' | 'fromId' | 'fromWebContents';

/** One line per class: it only compiles if the stand-in fits. */
export const checks = {
  app: (it: AppStandIn): Claim<AppStandIn, E.App> => it,
  browserWindow: (it: BrowserWindow): Claim<BrowserWindow, E.BrowserWindow> => it,
  browserWindowStatics: (it: typeof StandIn.BrowserWindow): Pick<typeof E.BrowserWindow, Statics> => it,
  image: (it: ImageStandIn): Claim<ImageStandIn, E.NativeImage> => it,
  ipcMain: (it: IpcMainStandIn): Claim<IpcMainStandIn, E.IpcMain> => it,
  menu: (it: Instance<'Menu'>): Claim<Instance<'Menu'>, E.Menu> => it,
  menuStatics: (it: typeof StandIn.Menu): Pick<typeof E.Menu, 'buildFromTemplate' | 'setApplicationMenu'> =>
    it,
  menuItem: (it: Instance<'MenuItem'>): Claim<Instance<'MenuItem'>, E.MenuItem> => it,
  nativeTheme: (it: NativeThemeStandIn): Claim<NativeThemeStandIn, E.NativeTheme> => it,
  notification: (it: Instance<'Notification'>): Claim<Instance<'Notification'>, E.Notification> => it,
  powerMonitor: (it: PowerMonitorStandIn): Claim<PowerMonitorStandIn, E.PowerMonitor> => it,
  protocol: (it: Protocol): Claim<Protocol, E.Protocol> => it,
  screen: (it: ScreenStandIn): Claim<ScreenStandIn, E.Screen> => it,
  session: (it: Session): Claim<Session, E.Session> => it,
  tray: (it: Instance<'Tray'>): Claim<Instance<'Tray'>, E.Tray> => it,
  webContents: (it: WebContents): Claim<WebContents, E.WebContents> => it,
  webFrameMain: (it: WebFrameMain): Claim<WebFrameMain, E.WebFrameMain> => it,
  webRequest: (it: WebRequest): Claim<WebRequest, E.WebRequest> => it,
  constructors: (
    it: typeof StandIn,
  ): Record<'BrowserWindow', Takes<E.BrowserWindowConstructorOptions>> &
    Record<'Notification', Takes<E.NotificationConstructorOptions>> &
    Record<'MenuItem', Takes<E.MenuItemConstructorOptions>> &
    Record<'ClipboardItem', Takes<ConstructorParameters<typeof E.ClipboardItem>[0]>> &
    Record<'Tray', Takes<E.NativeImage | string>> => it,
  // Every export of Electron's main process is listed here, if only as missing.
  exports: (it: typeof StandIn): Record<keyof typeof Main | keyof typeof Common, unknown> => it,
};

type Instance<K extends 'Menu' | 'MenuItem' | 'Notification' | 'Tray'> = InstanceType<(typeof StandIn)[K]>;
type Takes<Argument> = new (argument: Argument) => object;
