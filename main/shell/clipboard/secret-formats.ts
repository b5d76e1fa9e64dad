/** A format of the system's own clipboard, by Electron's name for it. */
const raw = (name: string): string => `electron application/osclipboard;format="${name}"`;

/** A Windows DWORD that says no. */
const no = (): Blob => new Blob([new Uint8Array(4)]);

/**
 * A password as it goes onto the clipboard: the text, and beside it what asks the system's clipboard history, and
 * programs like it, not to keep it. All of it is written in one go, so that no history sees the text without its marks.
 * A mark without content would be dropped by Electron, so each has some.
 */
export function secretFormats(text: string, platform: NodeJS.Platform): Record<string, string | Blob> {
  switch (platform) {
    case 'win32':
      return {
        'text/plain': text,
        // The first is for all programs that watch the clipboard, the others for Windows' own history and cloud.
        [raw('ExcludeClipboardContentFromMonitorProcessing')]: no(),
        [raw('CanIncludeInClipboardHistory')]: no(),
        [raw('CanUploadToCloudClipboard')]: no(),
      };
    case 'darwin':
      // An agreement between clipboard managers (nspasteboard.org); macOS itself has no history to be left out of.
      return { 'text/plain': text, [raw('org.nspasteboard.ConcealedType')]: 'secret' };
    default:
      // KDE's Klipper began this one; others heed it, too.
      return { 'text/plain': text, [raw('x-kde-passwordManagerHint')]: 'secret' };
  }
}
