/** A native clipboard format, by Electron's name for it. */
const raw = (name: string): string => `electron application/osclipboard;format="${name}"`;

/** A Windows DWORD with the value 0. */
const no = (): Blob => new Blob([new Uint8Array(4)]);

/**
 * Returns a password as it is written to the clipboard: the text, with marks that ask the system's clipboard history,
 * and similar programs, not to keep it. All of it is written at once, so that no history sees the text without its
 * marks. Electron drops a mark without content, so each has some.
 */
export function secretFormats(text: string, platform: NodeJS.Platform): Record<string, string | Blob> {
  switch (platform) {
    case 'win32':
      return {
        'text/plain': text,
        // The first is for every program that watches the clipboard, the others for Windows' own history and cloud.
        [raw('ExcludeClipboardContentFromMonitorProcessing')]: no(),
        [raw('CanIncludeInClipboardHistory')]: no(),
        [raw('CanUploadToCloudClipboard')]: no(),
      };
    case 'darwin':
      // A convention of clipboard managers (nspasteboard.org); macOS itself has no clipboard history.
      return { 'text/plain': text, [raw('org.nspasteboard.ConcealedType')]: 'secret' };
    default:
      // Introduced by KDE's Klipper; others respect it as well.
      return { 'text/plain': text, [raw('x-kde-passwordManagerHint')]: 'secret' };
  }
}
