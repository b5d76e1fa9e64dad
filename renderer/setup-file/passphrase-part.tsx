import { useEffect, useRef, useState } from 'react';
import type { ComparedPbx, PendingFile } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { useEscape } from '../ui/use-escape.ts';
import styles from './setup-file.module.css';

export interface PassphrasePartProps {
  file: PendingFile;
  onOpened: (met: readonly ComparedPbx[]) => void;
  onCancel: () => void;
}

/** Asks for the file's passphrase until it is right. */
export function PassphrasePart({ file, onOpened, onCancel }: PassphrasePartProps) {
  const { setupFiles: t, words } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [opening, setOpening] = useState(false);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => field.current?.focus(), []);
  useEscape(onCancel);

  const open = async (): Promise<void> => {
    const passphrase = field.current?.value ?? '';
    setProblem(null);
    setMissing(passphrase === '');
    if (passphrase === '') return field.current?.focus();
    setOpening(true);
    try {
      onOpened(await call('setup-file:open', { id: file.id, passphrase }));
    } catch (thrown) {
      setOpening(false);
      setProblem(problemOf(thrown));
      field.current?.select();
    }
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!opening) void open();
      }}
    >
      <div className={styles.narrow}>
        <SecretField
          ref={field}
          name="passphrase"
          label={t.passphrase}
          hint={t.passphraseHint}
          readOnly={opening}
          error={missing ? t.enterPassphrase : null}
          onChange={() => {
            setMissing(false);
            setProblem(null);
          }}
        />
      </div>
      {problem && <ProblemNote announce problem={problem} />}
      <div className={styles.actions}>
        <Action submit look="primary" keyHint="↵" pending={opening}>
          {t.open}
        </Action>
        <Action look="quiet" keyHint="esc" onPress={onCancel}>
          {words.cancel}
        </Action>
      </div>
    </form>
  );
}
