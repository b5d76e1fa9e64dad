import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { Question } from '../ui/question.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { hostOf } from './form-entry.ts';
import { FormOutcome } from './form-outcome.tsx';
import styles from './pbx-form.module.css';
import { PinnedCertificate } from './pinned-certificate.tsx';
import { type LeaveGuard, useLeaving } from './use-leaving.ts';
import { usePbxForm } from './use-pbx-form.ts';
import { WhereToFindKey } from './where-to-find-key.tsx';

export interface PbxFormProps {
  /** Null to add one. */
  pbx: Pbx | null;
  first: boolean;
  onSaved: (pbx: Pbx, tested: boolean) => Promise<void>;
  onCancel: () => void;
  /** Called by whatever leads away from the form. */
  guard: RefObject<LeaveGuard | null>;
}

/**
 * Adds a PBX, or edits one. Testing comes first, with Enter and as the primary button, then saving. It can be saved
 * without a test, because there may be no network.
 */
export function PbxForm({ pbx, first, onSaved, onCancel, guard }: PbxFormProps) {
  const t = useTexts();
  const { policy, keylessPbxIds } = useApp().app;
  const isFixed = policy !== null && policy.pbxs !== null;
  // A PBX from a policy or a file without keys has none until the user enters it.
  const keyStored = pbx !== null && !keylessPbxIds.includes(pbx.id);
  const firstField = isFixed || (pbx && !keyStored) ? 'apiKey' : pbx ? 'name' : 'address';
  // The initial value: storing the key does not move the focus.
  const [atFirst] = useState(firstField);
  const key = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const test = useRef<HTMLButtonElement>(null);
  const save = useRef<HTMLButtonElement>(null);
  const state = usePbxForm({ pbx, keyStored, key, onSaved });
  const { entry, errors, doing, change } = state;
  const saving = doing === 'save';
  const { asking, leave, discard, keep } = useLeaving({
    guard,
    saving,
    hasChanges: state.hasChanges,
  });
  const lastField = useRef<HTMLInputElement>(null);
  const goOn = (): void => {
    keep();
    lastField.current?.focus();
  };
  useEscape(() => {
    if (asking) goOn();
    else leave(onCancel);
  });
  const passed = state.outcome?.ok === true;
  useEffect(() => {
    if (passed && document.activeElement === test.current) save.current?.focus();
  }, [passed]);
  useEffect(() => {
    const field = form.current?.elements.namedItem(atFirst);
    if (field instanceof HTMLElement) field.focus();
  }, [atFirst]);

  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onFocus={({ target }) => {
        if (target instanceof HTMLInputElement) lastField.current = target;
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (asking || doing) return;
        if (state.untested) state.test();
        else state.save();
      }}
    >
      <h1>{pbx ? t.words.editPbx(pbx.name) : first ? t.pbxs.connectFirst : t.pbxs.addTitle}</h1>
      {!pbx && <WhereToFindKey />}
      {isFixed && <p>{t.policy.pbxsFixed}</p>}
      <div className={styles.fields}>
        <Field
          name="address"
          readOnly={saving || isFixed}
          label={t.pbxs.address}
          value={entry.address}
          onChange={(address) => change({ address })}
          placeholder="https://pbx.example.com"
          {...(isFixed ? {} : { hint: t.pbxs.addressHint })}
          error={errors.address ?? null}
        />
        <Field
          name="name"
          readOnly={saving || isFixed}
          label={t.pbxs.name}
          optional={!isFixed}
          value={entry.name}
          onChange={(name) => change({ name })}
          placeholder={hostOf(entry.address)}
          {...(isFixed ? {} : { hint: t.pbxs.nameHint })}
          error={errors.name ?? null}
        />
        <Field
          name="clientId"
          readOnly={saving || isFixed}
          label={t.pbxs.clientId}
          mono
          value={entry.clientId}
          onChange={(clientId) => change({ clientId })}
          error={errors.clientId ?? null}
        />
        <SecretField
          ref={key}
          name="apiKey"
          readOnly={saving}
          label={t.pbxs.apiKey}
          hint={keyStored ? t.pbxs.apiKeyStored : t.pbxs.apiKeyHint}
          onChange={state.keyChanged}
          error={errors.apiKey ?? null}
        />
        {entry.fingerprint && (
          <PinnedCertificate
            fingerprint={entry.fingerprint}
            disabled={saving}
            onForget={() => change({ fingerprint: null })}
          />
        )}
      </div>
      <FormOutcome
        onSignIn={state.testAnyway}
        outcome={state.outcome}
        onTrust={(fingerprint) => {
          // The button disappears with its reason.
          test.current?.focus();
          state.trust(fingerprint);
        }}
      />
      {asking ? (
        <Question
          danger
          question={t.pbxs.discardQuestion}
          yes={t.pbxs.discard}
          no={t.pbxs.keepEditing}
          onYes={discard}
          onNo={goOn}
        />
      ) : (
        <div className={styles.actions}>
          <Action
            ref={test}
            pending={doing === 'test'}
            disabled={saving}
            {...(state.untested ? { submit: true, look: 'primary' } : { onPress: state.test })}
          >
            {t.pbxs.testConnection}
          </Action>
          <Action
            ref={save}
            pending={saving}
            {...(state.untested ? { onPress: state.save } : { submit: true, look: 'primary' })}
          >
            {pbx ? t.pbxs.save : t.pbxs.add}
          </Action>
          <Action look="quiet" keyHint="esc" disabled={saving} onPress={() => leave(onCancel)}>
            {t.words.cancel}
          </Action>
        </div>
      )}
    </form>
  );
}
