/** A key press as a window's `KeyboardEvent` reports it. */
export interface KeyPress {
  /** What the key types: `m`, `F5`, `ArrowUp`. */
  key: string;
  /** The physical key: `KeyM`, `Digit1`. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  /** AltGr, or what the keyboard uses for it: Ctrl and Alt together on Windows. */
  altGraph: boolean;
}

/**
 * A key press read as a system-wide shortcut: an accelerator in Electron's notation, `pressing` while only modifiers
 * are down, or why it cannot be one.
 */
export type ShortcutVerdict =
  | { kind: 'shortcut'; accelerator: string }
  | { kind: 'pressing' }
  | { kind: 'refused'; reason: ShortcutRefusal };

/**
 * `no-modifier`: typing needs the key; `typing`: the combination types a character on this keyboard; `editing`: every
 * program copies or pastes with it; `closing`: it closes windows; `key`: the system has no name for the key.
 */
export type ShortcutRefusal = 'no-modifier' | 'typing' | 'editing' | 'closing' | 'key';

/** Modifiers in the order they are written. Shift alone makes no shortcut, because it types. */
const modifiers = ['Control', 'Alt', 'Shift', 'Super'] as const;
const commands: readonly string[] = ['Control', 'Alt', 'Super'];

const namedKeys: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Delete: 'Delete',
  Backspace: 'Backspace',
};
const keyName = new RegExp(`^(?:[A-Z0-9]|F(?:[1-9]|1\\d|2[0-4])|${Object.values(namedKeys).join('|')})$`);
const placedKey = /^(?:Key([A-Z])|Digit(\d))$/;
/** Undo, cut, copy, paste and select all. */
const editing = /^(?:Control|Super)\+[ACVXZ]$/;
const closing = 'Alt+F4';

/** The suggested shortcut: few programs use it, and no keyboard layout types with it. */
export function proposedShortcut(platform: string): string {
  return platform === 'darwin' ? 'Alt+Super+K' : 'Control+Alt+K';
}

/** Reads a key press as a shortcut, on `platform` as Node calls it. */
export function shortcutOf(press: KeyPress, platform: string): ShortcutVerdict {
  if (['Control', 'Alt', 'Shift', 'Meta', 'OS', 'AltGraph'].includes(press.key)) return { kind: 'pressing' };
  if (types(press, platform)) return { kind: 'refused', reason: 'typing' };
  const key = keyOf(press);
  if (!key) return { kind: 'refused', reason: 'key' };
  const down = [press.ctrlKey, press.altKey, press.shiftKey, press.metaKey];
  const accelerator = [...modifiers.filter((_, n) => down[n]), key].join('+');
  const reason = refusalOf(accelerator);
  return reason ? { kind: 'refused', reason } : { kind: 'shortcut', accelerator };
}

/** Whether a text is a shortcut as `shortcutOf` writes them. */
export function isShortcut(text: string): boolean {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const inOrder = modifiers.filter((name) => parts.includes(name));
  return keyName.test(key) && inOrder.join('+') === parts.join('+') && refusalOf(text) === null;
}

function refusalOf(accelerator: string): ShortcutRefusal | null {
  if (!accelerator.split('+').some((part) => commands.includes(part))) return 'no-modifier';
  if (accelerator === closing) return 'closing';
  return editing.test(accelerator) ? 'editing' : null;
}

/** Whether the keyboard types a character with these modifiers that the key alone does not type. */
function types({ key, code, ctrlKey, altKey, metaKey, altGraph }: KeyPress, platform: string): boolean {
  if (key !== 'Dead' && key.length !== 1) return false;
  const isOption = platform === 'darwin' && altKey && !ctrlKey && !metaKey;
  if (altGraph || isOption) return !/^[a-z\d]$/i.test(key);
  // On Windows, Ctrl+Alt is AltGr even when it isn't reported as such; letters of other scripts need no AltGr.
  return platform === 'win32' && ctrlKey && altKey && placedKey.test(code) && !/^[\p{L}\d]$/u.test(key);
}

/** Letters and digits by their place where a modifier changes what the key types (Alt on macOS). */
function keyOf({ key, code }: KeyPress): string | null {
  const typed = namedKeys[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (keyName.test(typed)) return typed;
  const placed = placedKey.exec(code);
  return placed?.[1] ?? placed?.[2] ?? null;
}

/** The names of keys that differ between languages. */
export interface KeyNames {
  control: string;
  shift: string;
}

const macSigns: Record<string, string> = { Control: '⌃', Alt: '⌥', Shift: '⇧', Super: '⌘' };

/** A shortcut as it is shown: `Ctrl+Alt+K`, on macOS `⌥⌘K`. */
export function shortcutText(accelerator: string, platform: string, { control, shift }: KeyNames): string {
  const parts = accelerator.split('+');
  if (platform === 'darwin') return parts.map((part) => macSigns[part] ?? part).join('');
  const named: Record<string, string> = {
    Control: control,
    Shift: shift,
    Super: platform === 'win32' ? 'Win' : 'Super',
  };
  return parts.map((part) => named[part] ?? part).join('+');
}
