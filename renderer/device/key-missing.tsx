import { KeyRound } from 'lucide-react';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';

/** Says that a PBX has no API key yet, before anyone tries to use it; renders nothing if it has one. */
export function KeyMissing({ pbx, onEditPbx }: { pbx: Pbx; onEditPbx: (pbxId: string) => void }) {
  const { pbxs: t, setupFiles } = useTexts();
  const { keylessPbxIds } = useApp().app;
  if (!keylessPbxIds.includes(pbx.id)) return null;
  return (
    <Note
      tone="warn"
      title={t.keyMissingOf(pbx.name)}
      actions={
        <Action small icon={KeyRound} onPress={() => onEditPbx(pbx.id)}>
          {setupFiles.enterKey}
        </Action>
      }
    >
      <p>{t.keyMissingHint}</p>
    </Note>
  );
}
