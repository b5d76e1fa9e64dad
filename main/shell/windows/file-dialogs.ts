import type { Dialog, FileFilter } from 'electron';
import type { Texts } from '../../../common/texts/index.ts';

/** Prompts for files with the system's dialogs; each returns null when cancelled. */
export interface FileDialogs {
  /** The setup file to open. */
  askWhichSetupFile(): Promise<string | null>;
  /** Where to write a new setup file. @param name suggested */
  askForNewSetupFile(name: string): Promise<string | null>;
  /** Where to write any other file. @param name suggested */
  askWhereToSave(name: string): Promise<string | null>;
}

export function createFileDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  texts: () => Texts,
): FileDialogs {
  const setupFiles = (): FileFilter => ({ name: texts().setupFiles.kind, extensions: ['rekey'] });
  const anything = (): FileFilter => ({ name: texts().setupFiles.anyFile, extensions: ['*'] });
  const save = async (defaultPath: string, filters: FileFilter[]): Promise<string | null> => {
    const { filePath, canceled } = await dialog.showSaveDialog({ defaultPath, filters });
    return canceled || !filePath ? null : filePath;
  };
  return {
    async askWhichSetupFile() {
      const { filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [setupFiles(), anything()],
      });
      return filePaths[0] ?? null;
    },
    askForNewSetupFile: (name) => save(name, [setupFiles()]),
    askWhereToSave: (name) => save(name, []),
  };
}
