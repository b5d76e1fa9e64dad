import { useEffect, useState } from 'react';
import type { DesktopFacts, Settings } from '../../common/ipc.ts';
import { call } from '../bridge.ts';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { useTexts } from '../words.tsx';
import { SetByPolicy } from './policy-section.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { SettingsState } from './use-settings.ts';

/** Where update notices come from, and what this program is. */
export function UpdateSection({ settings, state }: { settings: Settings; state: SettingsState }) {
  const { update: t, policy: policyWords, words } = useTexts();
  const { app } = useApp();
  const [available, setAvailable] = useState<DesktopFacts['updates'] | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  useEffect(() => {
    call('desktop:facts', undefined).then(
      ({ updates }) => setAvailable(updates),
      () => {},
    );
  }, []);
  const { policy } = app;
  const rule = policy?.noUpdateCheck
    ? policyWords.rules.noUpdateCheck
    : policy?.updateAddress
      ? policyWords.rules.updateAddress(policy.updateAddress)
      : null;
  const outcome = state.outcome?.of === 'updateAddress' ? state.outcome : null;
  const save = async (): Promise<void> => {
    // What was refused stays in the field, to be corrected.
    if (await state.change('updateAddress', (draft ?? '').trim() || null)) setDraft(null);
  };
  const canSet = rule === null && available === true;
  return (
    <section aria-labelledby="settings-update" className={styles.section}>
      <h2 id="settings-update">{t.section}</h2>
      <ul className={styles.rows}>
        <SettingRow
          title={t.check}
          hint={
            <>
              <p>{available === false ? t.unavailable : t.checkHint}</p>
              {rule !== null && <SetByPolicy text={rule} />}
            </>
          }
          done={outcome && !outcome.problem ? words.saved : null}
          problem={outcome?.problem ?? null}
          below={
            canSet && (
              <form
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  void save();
                }}
              >
                <Field
                  name="updateAddress"
                  label={t.addressLabel}
                  value={draft ?? settings.updateAddress ?? ''}
                  onChange={setDraft}
                  placeholder="https://example.com/rekey/update.json"
                />
                <Action small submit disabled={draft === null}>
                  {t.save}
                </Action>
              </form>
            )
          }
        />
        <SettingRow title={t.about(app.version)} hint={t.aboutHint} />
      </ul>
    </section>
  );
}
