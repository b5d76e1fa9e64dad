import { describe, expect, test } from 'vitest';
import { applicationMenu, editMenu } from '../../main/shell/menu.ts';

/** The roles of a menu, submenus and all. */
const rolesOf = (menu: Electron.MenuItemConstructorOptions[]): string[] =>
  menu.flatMap(({ role, submenu }) => [
    ...(role ? [role] : []),
    ...(Array.isArray(submenu) ? rolesOf(submenu) : []),
  ]);

describe.each(['darwin', 'win32', 'linux'] as const)('the application menu on %s', (platform) => {
  const roles = rolesOf(applicationMenu(platform));

  test('has zoom, full screen and quitting', () => {
    expect(roles).toEqual(expect.arrayContaining(['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen']));
    expect(roles).toContain(platform === 'darwin' ? 'appMenu' : 'fileMenu');
  });

  test('has no tools of a developer', () => {
    for (const role of ['viewMenu', 'reload', 'forceReload', 'toggleDevTools'])
      expect(roles).not.toContain(role);
  });
});

test('the plus key zooms in without Shift too', () => {
  const accelerators = applicationMenu('linux').flatMap(({ submenu }) =>
    (submenu as Electron.MenuItemConstructorOptions[] | undefined)?.map(({ accelerator }) => accelerator),
  );
  expect(accelerators).toContain('CommandOrControl+=');
});

describe('a right-click', () => {
  const nothing = {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: false,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  };

  test('in a field offers what can be done there', () => {
    const menu = editMenu({
      isEditable: true,
      selectionText: '',
      editFlags: { ...nothing, canPaste: true },
    });
    expect(menu?.map(({ role, enabled }) => role && [role, enabled]).filter(Boolean)).toEqual([
      ['cut', false],
      ['copy', false],
      ['paste', true],
      ['selectAll', true],
    ]);
  });

  test('on selected text offers to copy it, and on anything else nothing', () => {
    const selected = editMenu({
      isEditable: false,
      selectionText: 'a name',
      editFlags: { ...nothing, canCopy: true },
    });
    expect(selected).toEqual([{ role: 'copy', enabled: true }]);
    expect(editMenu({ isEditable: false, selectionText: ' ', editFlags: nothing })).toBeNull();
  });
});
