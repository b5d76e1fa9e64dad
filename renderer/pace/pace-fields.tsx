import { Gauge } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { maxAtOnce, maxPerSecond, readPace } from './pace.ts';
import styles from './pace-fields.module.css';

/** The load that lists put on a PBX, and fields to change it. */
export function PaceFields({ pbx }: { pbx: Pbx }) {
  const t = useTexts();
  const [editing, setEditing] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) change.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <PaceForm pbx={pbx} onClose={() => setEditing(false)} />;
  return (
    <div className={styles.line}>
      <Gauge size={14} aria-hidden />
      <span>{t.pbxs.pace.is(pbx.pace.concurrency, pbx.pace.ratePerSecond)}</span>
      <Action
        ref={change}
        look="quiet"
        small
        label={t.pbxs.pace.changeOf(pbx.name)}
        onPress={() => setEditing(true)}
      >
        {t.pbxs.pace.change}
      </Action>
    </div>
  );
}

function PaceForm({ pbx, onClose }: { pbx: Pbx; onClose: () => void }) {
  const t = useTexts();
  const { reload } = useApp();
  const [atOnce, setAtOnce] = useState(String(pbx.pace.concurrency));
  const [perSecond, setPerSecond] = useState(String(pbx.pace.ratePerSecond ?? ''));
  const [insisted, setInsisted] = useState(false);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFieldSetElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const read = readPace(atOnce, perSecond);
  const save = async (): Promise<void> => {
    setInsisted(true);
    if (!read.pace || saving) return;
    setSaving(true);
    setProblem(null);
    try {
      await call('pbxs:set-pace', { id: pbx.id, pace: read.pace });
      await reload();
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setSaving(false);
    }
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.repeat) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <fieldset ref={form} aria-label={t.pbxs.pace.of(pbx.name)} className={styles.form} onKeyDown={pressed}>
      <div className={styles.fields}>
        <Field
          name="concurrency"
          label={t.pbxs.pace.atOnce}
          hint={t.pbxs.pace.atOnceHint(maxAtOnce)}
          value={atOnce}
          onChange={setAtOnce}
          error={insisted && read.atOnceWrong ? t.pbxs.pace.atOnceWrong(maxAtOnce) : null}
        />
        <Field
          name="rate"
          label={t.pbxs.pace.perSecond}
          hint={t.pbxs.pace.perSecondHint(maxPerSecond)}
          value={perSecond}
          onChange={setPerSecond}
          error={insisted && read.perSecondWrong ? t.pbxs.pace.perSecondWrong(maxPerSecond) : null}
        />
      </div>
      {problem && <ProblemNote announce problem={problem} />}
      <div className={styles.actions}>
        <Action small look="primary" pending={saving} onPress={() => void save()}>
          {t.pbxs.pace.save}
        </Action>
        <Action small keyHint="esc" onPress={onClose}>
          {t.words.cancel}
        </Action>
      </div>
    </fieldset>
  );
}
