import { describe, expect, test, vi } from 'vitest';
import { languages } from '../../../../../common/language.ts';
import { wordsFor } from '../../../../../common/texts/index.ts';
import { applicationMenu, editMenu } from '../../../../../main/shell/windows/menu.ts';

/** The roles of a menu, including submenus. */
const rolesOf = (menu: Electron.MenuItemConstructorOptions[]): string[] =>
  menu.flatMap(({ role, submenu }) => [
    ...(role ? [role] : []),
    ...(Array.isArray(submenu) ? rolesOf(submenu) : []),
  ]);

const { texts } = wordsFor('en', 'en');
const german = wordsFor('de', 'de').texts;
const menuOn = (platform: NodeJS.Platform, spoken = texts, onOpenSetupFile = () => {}) =>
  applicationMenu(platform, spoken, onOpenSetupFile);

/** Every entry of a menu except separators, including submenus. */
const entriesOf = (menu: Electron.MenuItemConstructorOptions[]): Electron.MenuItemConstructorOptions[] =>
  menu
    .filter(({ type }) => type !== 'separator')
    .flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? entriesOf(entry.submenu) : [])]);

describe.each(['darwin', 'win32', 'linux'] as const)('the application menu on %s', (platform) => {
  const roles = rolesOf(menuOn(platform));

  test.each(languages)(
    'labels every entry itself in %s, because Electron’s labels are English',
    (language) => {
      const entries = entriesOf(menuOn(platform, wordsFor(language, language).texts));
      expect(entries.filter(({ label }) => !label)).toEqual([]);
      // A submenu that is left to its role has Electron's own labels.
      const menus = entries.filter(({ role }) => role?.endsWith('Menu'));
      expect(menus.filter(({ submenu }) => !submenu)).toEqual([]);
    },
  );

  test('is German throughout', () => {
    const english = new Set(entriesOf(menuOn(platform)).map(({ label }) => label));
    const same = entriesOf(menuOn(platform, german)).filter(({ label }) => english.has(label));
    expect(same.map(({ label }) => label)).toEqual(platform === 'darwin' ? ['Rekey for 3CX'] : []);
  });

  test('has zoom, full screen and quitting', () => {
    expect(roles).toEqual(expect.arrayContaining(['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen']));
    expect(roles).toContain(platform === 'darwin' ? 'appMenu' : 'fileMenu');
  });

  test('opens a setup file', () => {
    const open = vi.fn();
    const file = menuOn(platform, german, open).find(({ role }) => role === 'fileMenu')?.submenu;
    const entry = (file as Electron.MenuItemConstructorOptions[]).find(({ label }) =>
      label?.includes('öffnen'),
    );
    (entry?.click as (() => void) | undefined)?.();
    expect(open).toHaveBeenCalledOnce();
  });

  test('has no developer tools', () => {
    for (const role of ['viewMenu', 'reload', 'forceReload', 'toggleDevTools'])
      expect(roles).not.toContain(role);
  });
});

test('the plus key zooms in without Shift too', () => {
  const accelerators = menuOn('linux').flatMap(({ submenu }) =>
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

  test('in a field offers the possible actions', () => {
    const field = { isEditable: true, selectionText: '', editFlags: { ...nothing, canPaste: true } };
    const menu = editMenu(field, texts);
    expect(menu?.map(({ role, enabled }) => role && [role, enabled]).filter(Boolean)).toEqual([
      ['cut', false],
      ['copy', false],
      ['paste', true],
      ['selectAll', true],
    ]);
  });

  test('on selected text offers to copy it, and on anything else nothing', () => {
    const text = { isEditable: false, selectionText: 'a name', editFlags: { ...nothing, canCopy: true } };
    expect(editMenu(text, texts)).toEqual([{ role: 'copy', label: 'Copy', enabled: true }]);
    expect(editMenu(text, german)).toMatchObject([{ role: 'copy', label: 'Kopieren' }]);
    const blank = { isEditable: false, selectionText: ' ', editFlags: nothing };
    expect(editMenu(blank, texts)).toBeNull();
  });
});
