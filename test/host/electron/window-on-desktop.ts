import type * as E from 'electron';
import { StrictEmitter } from './strict.ts';

const events = [
  ...[
    'close',
    'closed',
    'show',
    'hide',
    'focus',
    'blur',
    'ready-to-show',
    'resize',
    'resized',
    'move',
    'moved',
  ],
  ...['minimize', 'maximize', 'unmaximize', 'restore', 'page-title-updated', 'always-on-top-changed'],
  ...[
    'enter-full-screen',
    'leave-full-screen',
    'responsive',
    'unresponsive',
    'session-end',
    'query-session-end',
  ],
  ...['will-resize', 'will-move', 'system-context-menu', 'app-command'],
];

/** What a window is only to the desktop: members without an effect that a test could see. */
export class WindowOnDesktop extends StrictEmitter {
  constructor() {
    super('BrowserWindow', events);
  }

  setSkipTaskbar(_skip: boolean): void {}
  flashFrame(_flag: boolean): void {}
  moveTop(): void {}
  setIcon(_icon: E.NativeImage | string): void {}
  setOverlayIcon(_overlay: E.NativeImage | null, _description: string): void {}
  setBackgroundColor(_color: string): void {}
  setContentProtection(_enable: boolean): void {}
  setVisibleOnAllWorkspaces(_visible: boolean): void {}
  setOpacity(_opacity: number): void {}
  setAutoHideMenuBar(_hide: boolean): void {}
}
