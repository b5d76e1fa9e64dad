import { FolderOpen, Save } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { describeError } from '../../common/error-text.ts';
import type { Pbx, Problem } from '../../common/model.ts';
import { minPassphraseLength, passphraseProblem } from '../../common/setup-file.ts';
import type { Texts } from '../../common/texts/index.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { Segments } from '../ui/segments.tsx';
import { useEscape } from '../ui/use-escape.ts';
import styles from './setup-file.module.css';

/** Exports PBXs to a file encrypted with a passphrase; their API keys only if the user chooses that. */
export function ExportScreen({ onLeave }: { onLeave: () => void }) {
  const [written, setWritten] = useState<Written | null>(null);
  useEscape(onLeave);
  return written ? (
    <WrittenPart written={written} onLeave={onLeave} />
  ) : (
    <ExportForm onWritten={setWritten} onLeave={onLeave} />
  );
}

interface Written {
  path: string;
  count: number;
  withKeys: boolean;
}

type FieldErrors = Partial<Record<'which' | 'passphrase' | 'again', string>>;

function ExportForm({ onWritten, onLeave }: { onWritten: (written: Written) => void; onLeave: () => void }) {
  const texts = useTexts();
  const { setupFiles: t, words, policy } = texts;
  const { app, selected } = useApp();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(selected ? [selected.id] : []));
  const [withKeys, setWithKeys] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  useEffect(() => focusFirst(form.current), []);

  const save = async (): Promise<void> => {
    const text = passphrase.current?.value ?? '';
    const poor = passphraseProblem(text);
    const wrong: FieldErrors = {
      ...(chosen.size === 0 ? { which: t.chooseOne } : {}),
      ...(poor
        ? { passphrase: poorText(poor, texts) }
        : again.current?.value !== text
          ? { again: t.notTheSame }
          : {}),
    };
    setErrors(wrong);
    setProblem(null);
    if (wrong.which) return focusFirst(form.current);
    if (wrong.passphrase) return passphrase.current?.focus();
    if (wrong.again) return again.current?.focus();
    setSaving(true);
    try {
      const pbxIds = app.pbxs.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
      const path = await call('setup-file:export', { pbxIds, withKeys, passphrase: text });
      if (path !== null) onWritten({ path, count: pbxIds.length, withKeys });
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
    setSaving(false);
  };

  return (
    <form
      ref={form}
      className={styles.screen}
      aria-labelledby="set-up-file"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving) void save();
      }}
    >
      <div>
        <h1 id="set-up-file">{t.exportTitle}</h1>
        <p className={styles.muted}>{t.exportLead}</p>
      </div>
      <Which
        pbxs={app.pbxs}
        chosen={chosen}
        error={errors.which}
        onChange={(next) => {
          setChosen(next);
          setErrors({ ...errors, which: '' });
        }}
      />
      <div className={styles.group}>
        <p className={styles.label} aria-hidden>
          {t.keys}
        </p>
        {app.policy?.noExport ? (
          <p>{policy.noExporting}</p>
        ) : (
          <Segments
            label={t.keys}
            segments={[
              { id: 'without', word: t.withoutKeys },
              { id: 'with', word: t.withKeys },
            ]}
            chosen={withKeys ? 'with' : 'without'}
            onChoose={(choice) => setWithKeys(choice === 'with')}
          />
        )}
        {withKeys ? (
          <Note tone="warn" title={t.sharedKeyTitle}>
            <p>{t.sharedKey}</p>
          </Note>
        ) : (
          <p className={styles.muted}>{t.withoutKeysHint}</p>
        )}
      </div>
      <div className={styles.fields}>
        <SecretField
          ref={passphrase}
          name="passphrase"
          label={t.newPassphrase}
          hint={t.newPassphraseHint(minPassphraseLength)}
          readOnly={saving}
          error={errors.passphrase || null}
          onChange={() => setErrors({ ...errors, passphrase: '', again: '' })}
        />
        <SecretField
          ref={again}
          name="again"
          label={t.samePassphrase}
          hint={t.samePassphraseHint}
          readOnly={saving}
          error={errors.again || null}
          onChange={() => setErrors({ ...errors, again: '' })}
        />
      </div>
      {problem && <ProblemNote announce problem={problem} />}
      <div className={styles.actions}>
        <Action submit look="primary" icon={Save} pending={saving}>
          {t.save}
        </Action>
        <Action look="quiet" keyHint="esc" onPress={onLeave}>
          {words.cancel}
        </Action>
      </div>
    </form>
  );
}

/** Focuses the first of the PBXs to choose from. */
function focusFirst(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('input[type="checkbox"]')?.focus();
}

interface WhichProps {
  pbxs: readonly Pbx[];
  chosen: ReadonlySet<string>;
  error: string | undefined;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which PBXs to export. */
function Which({ pbxs, chosen, error, onChange }: WhichProps) {
  const { setupFiles: t } = useTexts();
  const id = useId();
  const toggle = (pbxId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(pbxId)) next.add(pbxId);
    onChange(next);
  };
  const all = chosen.size === pbxs.length;
  return (
    <fieldset
      className={styles.group}
      aria-labelledby={id}
      {...(error ? { 'aria-describedby': `${id}-error` } : {})}
    >
      <div className={styles.labelLine}>
        <p id={id} className={styles.label}>
          {t.which}
        </p>
        {pbxs.length > 1 && (
          <Action small look="quiet" onPress={() => onChange(new Set(all ? [] : pbxs.map((pbx) => pbx.id)))}>
            {all ? t.none : t.all}
          </Action>
        )}
      </div>
      <div className={styles.choices}>
        {pbxs.map((pbx) => (
          <label key={pbx.id} className={styles.choice}>
            <input type="checkbox" checked={chosen.has(pbx.id)} onChange={() => toggle(pbx.id)} />
            <span className={styles.words}>
              {pbx.name} <span className={styles.muted}>{pbx.url.replace(/^https:\/\//, '')}</span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

function WrittenPart({ written, onLeave }: { written: Written; onLeave: () => void }) {
  const { setupFiles: t } = useTexts();
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <section className={styles.screen} aria-labelledby="set-up-file">
      <h1 id="set-up-file">{t.exportTitle}</h1>
      <Note tone="ok" announce title={t.exported(written.count)}>
        <p>
          <code>{written.path}</code>
        </p>
        <p>{written.withKeys ? t.exportedWith : t.exportedWithout}</p>
        <p>{t.nextStep}</p>
      </Note>
      <div className={styles.actions}>
        <Action ref={done} look="primary" keyHint="↵" onPress={onLeave}>
          {t.done}
        </Action>
        <Action
          icon={FolderOpen}
          onPress={() => void call('setup-file:show-exported', undefined).catch(() => {})}
        >
          {t.showInFolder}
        </Action>
      </div>
    </section>
  );
}

function poorText(problem: 'short' | 'repeated', texts: Texts): string {
  const facts = { reason: `passphrase-${problem}`, limit: minPassphraseLength } as const;
  const { happened, next } = describeError({ code: 'usage', facts }, texts);
  return `${happened} ${next}`;
}
