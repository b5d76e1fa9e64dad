import { useEffect, useState } from 'react';
import type { DesktopFacts, Settings } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { SetByPolicy } from './policy-section.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { SettingsState } from './use-settings.ts';

/** Where update notices come from, and the version of this app. */
export function UpdateSection({ settings, state }: { settings: Settings; state: SettingsState }) {
  const { update: t, policy: policyWords, words } = useTexts();
  const { app } = useApp();
  const [available, setAvailable] = useState<DesktopFacts['updates'] | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const { checking, checked, check, forget } = useCheck();
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
    forget();
    const address = (draft ?? '').trim() || null;
    // A rejected address stays in the field, to be corrected.
    if (!(await state.change('updateAddress', address))) return;
    setDraft(null);
    if (address !== null) void check();
  };
  const canSet = rule === null && available === true;
  const canCheck = available === true && settings.updateAddress !== null && draft === null;
  const checkNow = canCheck && (
    <Action small pending={checking} onPress={() => void check()}>
      {t.checkNow}
    </Action>
  );
  return (
    <section aria-labelledby="settings-update" className={styles.section}>
      <h2 id="settings-update">{t.section}</h2>
      <ul className={styles.rows}>
        <SettingRow
          title={t.check}
          hint={
            <>
              <p>
                {available === false ? t.unavailable : t.checkHint}
                {canSet && ` ${t.emptyForNone}`}
              </p>
              {rule !== null && <SetByPolicy text={rule} />}
            </>
          }
          done={
            checked?.problem === null
              ? checked.newVersion === null
                ? t.newest(app.version)
                : t.available(checked.newVersion)
              : outcome && !outcome.problem
                ? words.saved
                : null
          }
          problem={outcome?.problem ?? checked?.problem ?? null}
          below={
            canSet ? (
              <form
                noValidate
                className={styles.address}
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
                <div className={styles.actions}>
                  <Action small submit disabled={draft === null}>
                    {t.save}
                  </Action>
                  {checkNow}
                </div>
              </form>
            ) : (
              checkNow && <div className={styles.actions}>{checkNow}</div>
            )
          }
        />
        <SettingRow title={t.about(app.version)} hint={t.aboutHint} />
      </ul>
    </section>
  );
}

/** The result of the last check that the user asked for. */
type Checked = { problem: null; newVersion: string | null } | { problem: Problem };

function useCheck() {
  const [checking, setChecking] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  return {
    checking,
    checked,
    forget: () => setChecked(null),
    async check(): Promise<void> {
      setChecking(true);
      setChecked(null);
      try {
        setChecked({ problem: null, newVersion: await call('updates:check', undefined) });
      } catch (thrown) {
        setChecked({ problem: problemOf(thrown) });
      }
      setChecking(false);
    },
  };
}
