import type { Counting } from './counting.ts';

/** Menus, the tray, notifications and the system's own dialogs. */
export const system = ({ number }: Counting) => ({
  /** Each named as its system names it. */
  menu: {
    about: (app: string) => `About ${app}`,
    services: 'Services',
    hide: (app: string) => `Hide ${app}`,
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit',
    quitApp: (app: string) => `Quit ${app}`,
    exit: 'Exit',
    file: 'File',
    closeWindow: 'Close Window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    delete: 'Delete',
    selectAll: 'Select All',
    view: 'View',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Toggle Full Screen',
    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    bringAllToFront: 'Bring All to Front',
  },
  /** The question before the app quits in the middle of a job. */
  leaving: {
    job: {
      message: 'A job is still running.',
      detail:
        'Quitting pauses the job: requests already sent will finish, and the rest waits until you resume it. Nothing is lost.',
    },
    fetch: {
      message: 'Rekey is still asking devices to fetch.',
      detail:
        'Quitting pauses this: the request already sent will finish, and the other devices aren’t asked until you resume it.',
    },
    pauseAndQuit: 'Pause and quit',
    keepRunning: 'Keep running',
  },
  /** A window's title while jobs run. */
  progressTitle: (done: number, total: number, app: string) => `${number(done)} of ${number(total)} · ${app}`,
  tray: {
    idleTip: 'Rekey for 3CX',
    runningTip: (done: number, total: number) => `${number(done)} of ${number(total)} · Rekey for 3CX`,
    attentionTip: 'Rekey for 3CX · a job needs your attention',
    newFromClipboard: 'New password for the MAC in the clipboard',
    newPassword: 'New password…',
    recentOn: (pbx: string) => `Recent on ${pbx}`,
    job: (pbx: string, done: number, total: number) => `${pbx}: ${number(done)} of ${number(total)}`,
    showJob: 'Show job',
    pause: 'Pause',
    pausing: 'Pausing…',
    pbx: 'PBX',
    pbxIs: (pbx: string) => `PBX: ${pbx}`,
    openWindow: 'Open window',
    settings: 'Settings',
    quit: 'Quit',
  },
  stayed: {
    title: 'Rekey is still running',
    body: (mac: boolean): string =>
      `Find it in the ${mac ? 'menu bar' : 'system tray'}. To quit, use its icon’s menu. You can change this in Settings.`,
  },
  notices: {
    finished: (pbx: string) => `Job on ${pbx} finished`,
    paused: (pbx: string) => `Job on ${pbx} paused`,
    interrupted: (pbx: string) => `Job on ${pbx} interrupted`,
    cancelled: (pbx: string) => `Job on ${pbx} cancelled`,
    doneOf: (done: number, total: number) => `${number(done)} of ${number(total)} done.`,
    outcome: ({ succeeded, failed, uncertain }: Record<'succeeded' | 'failed' | 'uncertain', number>) =>
      [
        `${number(succeeded)} new ${succeeded === 1 ? 'password' : 'passwords'}`,
        failed > 0 && `${number(failed)} failed`,
        uncertain > 0 && `${number(uncertain)} uncertain`,
      ]
        .filter(Boolean)
        .join(', '),
    newPassword: (device: string) => `New password for ${device}`,
    revised: (device: string) => `${device} has a different password than the stored one`,
    revisedBody: (pbx: string) => `Rekey now stores the one that ${pbx} has.`,
    noPassword: (device: string) => `No new password for ${device}`,
    uncertain: (device: string) => `${device}: password may have changed`,
    keeps: (device: string) => `Cancelled: ${device} keeps its password`,
    on: (pbx: string) => `On ${pbx}.`,
  },
  /** Their section on the Settings screen. */
  settings: {
    heading: (mac: boolean): string => (mac ? 'Menu bar and shortcut' : 'System tray and shortcut'),
    shortcut: 'Shortcut for the quick panel',
    shortcutHint:
      'Opens a small panel for one device from any program, with the MAC address from the clipboard.',
    shortcutWayland: 'On Wayland, the desktop may ask for your consent or not support shortcuts.',
    keys: { control: 'Ctrl', shift: 'Shift' },
    record: 'Press the keys',
    recordHint: 'Press the keys together. Escape keeps the current shortcut.',
    none: 'None',
    choose: 'Choose…',
    change: 'Change…',
    use: (keys: string) => `Use ${keys}`,
    remove: 'Remove',
    refusals: {
      'no-modifier': 'Also hold Ctrl, Alt, or the Windows or Command key: on its own, this key types text.',
      editing: 'Reserved for copy, paste or undo.',
      closing: 'Reserved for closing windows.',
      typing: 'Types a character on this keyboard.',
      key: 'This key can’t be part of a shortcut.',
    },
    keep: (mac: boolean): string =>
      `Keep running in the ${mac ? 'menu bar' : 'system tray'} when the window is closed`,
    keepHint: 'Jobs, the shortcut and notifications keep working. To quit, use the icon’s menu.',
    endsWithWindow: 'Closing the window quits Rekey',
    noTray:
      'This desktop has no system tray, so Rekey can’t keep running without its window. On GNOME, the extension “AppIndicator Support” adds one.',
    login: 'Open at login',
    loginHint: (mac: boolean): string =>
      `Starts in the ${mac ? 'menu bar' : 'system tray'}, without a window.`,
    loginHintNoTray: 'Opens the window, because this desktop has no system tray.',
    on: 'On',
    off: 'Off',
  },
});
