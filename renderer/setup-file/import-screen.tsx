import { FolderOpen } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ComparedPbx, ImportedPbx, PendingFile } from '../../common/ipc/index.ts';
import { useTexts } from '../base/words.tsx';
import { useSetupFile } from '../state/setup-file.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ContentsPart } from './contents-part.tsx';
import { ImportedPart } from './imported-part.tsx';
import { PassphrasePart } from './passphrase-part.tsx';
import styles from './setup-file.module.css';

export interface ImportScreenProps {
  /** Reloads the PBXs. */
  onImported: (taken: readonly ImportedPbx[]) => Promise<void>;
  onEdit: (pbxId: string) => void;
  /** Called after an import, or without one. */
  onLeave: () => void;
}

/** A setup file, from its passphrase through its contents to the imported PBXs. */
export function ImportScreen({ onImported, onEdit, onLeave }: ImportScreenProps) {
  const { setupFiles: t } = useTexts();
  const { pendingFile, close } = useSetupFile();
  // Main discards the file before it reports what was imported.
  const [importing, setImporting] = useState<PendingFile | null>(null);
  const [taken, setTaken] = useState<readonly ImportedPbx[] | null>(null);
  const file = importing ?? pendingFile;

  const closed = !file && !taken;
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    if (closed) leave();
  }, [closed]);

  if (!file) return taken && <ImportedPart taken={taken} onEdit={onEdit} onDone={onLeave} />;
  return (
    <section className={styles.screen} aria-labelledby="set-up-file">
      <div>
        <h1 id="set-up-file">{t.importTitle}</h1>
        <p className={styles.file}>{file.name}</p>
      </div>
      {file.problem ? (
        <NotOpened file={file} onClose={close} />
      ) : (
        <Opening
          key={file.id}
          file={file}
          onImporting={(underWay) => setImporting(underWay ? file : null)}
          onTaken={async (next) => {
            await onImported(next);
            setTaken(next);
            setImporting(null);
          }}
          onCancel={close}
        />
      )}
    </section>
  );
}

interface OpeningProps {
  file: PendingFile;
  onImporting: (underWay: boolean) => void;
  onTaken: (taken: readonly ImportedPbx[]) => Promise<void>;
  onCancel: () => void;
}

function Opening({ file, onImporting, onTaken, onCancel }: OpeningProps) {
  const [met, setMet] = useState<readonly ComparedPbx[] | null>(null);
  if (!met) return <PassphrasePart file={file} onOpened={setMet} onCancel={onCancel} />;
  return (
    <ContentsPart
      file={file}
      met={met}
      onMet={setMet}
      onImporting={onImporting}
      onTaken={onTaken}
      onCancel={onCancel}
    />
  );
}

/** A problem that the file has whatever the passphrase. */
function NotOpened({ file, onClose }: { file: PendingFile; onClose: () => void }) {
  const { setupFiles: t } = useTexts();
  const { choose } = useSetupFile();
  const another = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file, another problem
  useEffect(() => another.current?.focus(), [file.id]);
  return (
    <>
      {file.problem && <ProblemNote announce problem={file.problem} />}
      <div className={styles.actions}>
        <Action ref={another} icon={FolderOpen} onPress={choose}>
          {t.openAnother}
        </Action>
        <Action onPress={onClose}>{t.closeFile}</Action>
      </div>
    </>
  );
}
