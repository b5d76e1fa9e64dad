import { useTexts } from '../base/words.tsx';
import { useSetupFile } from '../state/setup-file.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';

/** Leads back to a setup file that the user left unopened. */
export function WaitingFile({ onGoOn }: { onGoOn: () => void }) {
  const { setupFiles: t } = useTexts();
  const { pendingFile, close } = useSetupFile();
  if (!pendingFile) return null;
  return (
    <Note
      tone="calm"
      title={t.waits(pendingFile.name)}
      actions={
        <>
          <Action small onPress={onGoOn}>
            {t.goOn}
          </Action>
          <Action small onPress={close}>
            {t.closeFile}
          </Action>
        </>
      }
    />
  );
}
