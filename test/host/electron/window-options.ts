import type * as E from 'electron';
import { notInStandIn } from './strict.ts';

// A window with one of these would be less protected than the page here, so the test would prove too much.
const weakening: Partial<Record<keyof E.WebPreferences, boolean>> = {
  contextIsolation: false,
  nodeIntegration: true,
  nodeIntegrationInSubFrames: true,
  nodeIntegrationInWorker: true,
  sandbox: false,
  webSecurity: false,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  webviewTag: true,
  javascript: false,
};

// Those that the stand-in honours, or that have no effect a test could see.
const knownPreferences = new Set<keyof E.WebPreferences>([
  ...['preload', 'additionalArguments', 'session', 'partition', 'devTools', 'spellcheck', 'zoomFactor'],
  ...[
    'backgroundThrottling',
    'navigateOnDragDrop',
    'disableDialogs',
    'safeDialogs',
    'autoplayPolicy',
    'webgl',
  ],
  ...['enableWebSQL', 'plugins', 'disableBlinkFeatures', 'defaultEncoding', 'minimumFontSize'],
] as (keyof E.WebPreferences)[]);

const knownOptions = new Set<keyof E.BrowserWindowConstructorOptions>([
  ...[
    'width',
    'height',
    'x',
    'y',
    'minWidth',
    'minHeight',
    'maxWidth',
    'maxHeight',
    'center',
    'useContentSize',
  ],
  ...['show', 'title', 'icon', 'backgroundColor', 'autoHideMenuBar', 'alwaysOnTop', 'resizable', 'movable'],
  ...[
    'minimizable',
    'maximizable',
    'closable',
    'fullscreenable',
    'fullscreen',
    'skipTaskbar',
    'frame',
    'modal',
  ],
  ...['transparent', 'hasShadow', 'type', 'titleBarStyle', 'focusable', 'acceptFirstMouse', 'webPreferences'],
  ...['paintWhenInitiallyHidden', 'darkTheme', 'roundedCorners', 'hiddenInMissionControl', 'vibrancy'],
] as (keyof E.BrowserWindowConstructorOptions)[]);

/** Throws for a window that could not be simulated faithfully. */
export function checkWindowOptions(options: E.BrowserWindowConstructorOptions): void {
  const preferences = options.webPreferences ?? {};
  for (const [name, value] of Object.entries(preferences)) {
    const weak = weakening[name as keyof E.WebPreferences];
    if (weak !== undefined && value === weak)
      throw new Error(
        `The stand-in runs no window with webPreferences.${name}: ${value}; it would hide what that opens.`,
      );
    if (weak === undefined && !knownPreferences.has(name as keyof E.WebPreferences))
      throw notInStandIn(`webPreferences.${name}`);
  }
  for (const name of Object.keys(options))
    if (!knownOptions.has(name as keyof E.BrowserWindowConstructorOptions))
      throw notInStandIn(`the BrowserWindow option ${name}`);
}
