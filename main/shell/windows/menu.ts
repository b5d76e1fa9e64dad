import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../../../common/texts/index.ts';
import { productName } from '../../files/data-folder.ts';

type Items = MenuItemConstructorOptions[];

const separator = { type: 'separator' } as const;

/**
 * The application menu as data. macOS needs one for copy and paste to work at all; elsewhere the bar is hidden, and
 * the menu exists for its shortcuts. Reloading and developer tools are not for users. Electron's own labels are
 * English on every system, so all are set.
 */
export function applicationMenu(platform: NodeJS.Platform, texts: Texts, onOpenSetupFile: () => void): Items {
  const t = texts.system.menu;
  const openSetupFile: Items = [{ label: texts.setupFiles.openFile, click: onOpenSetupFile }, separator];
  const view: MenuItemConstructorOptions = {
    label: t.view,
    submenu: [
      { role: 'resetZoom', label: t.actualSize },
      { role: 'zoomIn', label: t.zoomIn },
      // On keyboards where + needs Shift, people press the key without it.
      { role: 'zoomIn', label: t.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut', label: t.zoomOut },
      separator,
      { role: 'togglefullscreen', label: t.fullScreen },
    ],
  };
  if (platform === 'darwin') return macMenu(texts, openSetupFile, view);
  const quit: Items = [{ role: 'quit', label: platform === 'win32' ? t.exit : t.quit }];
  return [{ role: 'fileMenu', label: t.file, submenu: [...openSetupFile, ...quit] }, view];
}

function macMenu(
  { system: { menu: t } }: Texts,
  openSetupFile: Items,
  view: MenuItemConstructorOptions,
): Items {
  const ofApp: Items = [
    { role: 'about', label: t.about(productName) },
    separator,
    { role: 'services', label: t.services },
    separator,
    { role: 'hide', label: t.hide(productName) },
    { role: 'hideOthers', label: t.hideOthers },
    { role: 'unhide', label: t.showAll },
    separator,
    { role: 'quit', label: t.quitApp(productName) },
  ];
  const file: Items = [...openSetupFile, { role: 'close', label: t.closeWindow }];
  const edit: Items = [
    { role: 'undo', label: t.undo },
    { role: 'redo', label: t.redo },
    separator,
    { role: 'cut', label: t.cut },
    { role: 'copy', label: t.copy },
    { role: 'paste', label: t.paste },
    { role: 'delete', label: t.delete },
    { role: 'selectAll', label: t.selectAll },
  ];
  const window: Items = [
    { role: 'minimize', label: t.minimize },
    { role: 'zoom', label: t.zoom },
    separator,
    { role: 'front', label: t.bringAllToFront },
  ];
  return [
    { role: 'appMenu', label: productName, submenu: ofApp },
    { role: 'fileMenu', label: t.file, submenu: file },
    { role: 'editMenu', label: t.edit, submenu: edit },
    view,
    { role: 'windowMenu', label: t.window, submenu: window },
  ];
}

/** The context menu: editing in a field, copying on selected text; null elsewhere. */
export function editMenu(
  {
    isEditable,
    selectionText,
    editFlags,
  }: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>,
  { system: { menu: t } }: Texts,
): Items | null {
  if (isEditable)
    return [
      { role: 'cut', label: t.cut, enabled: editFlags.canCut },
      { role: 'copy', label: t.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: t.paste, enabled: editFlags.canPaste },
      separator,
      { role: 'selectAll', label: t.selectAll, enabled: editFlags.canSelectAll },
    ];
  return selectionText.trim() === '' ? null : [{ role: 'copy', label: t.copy, enabled: editFlags.canCopy }];
}
