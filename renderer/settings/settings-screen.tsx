import { Monitor, Moon, Sun } from 'lucide-react';
import type { Forgotten, Settings } from '../../common/ipc/index.ts';
import { type LanguageChoice, languageNames, languages } from '../../common/language.ts';
import {
  type Appearance,
  type ClipboardTime,
  clipboardTimes,
  settingDefinitions,
} from '../../common/settings.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type Segment, Segments } from '../ui/segments.tsx';
import { ForgetSection } from './forget-section.tsx';
import { NumberInput } from './number-input.tsx';
import { PaceSection } from './pace-section.tsx';
import { PolicySection, SetByPolicy } from './policy-section.tsx';
import { RetentionSetting } from './retention-setting.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { SupportSection } from './support-section.tsx';
import { TraySection } from './tray-section.tsx';
import { UpdateSection } from './update-section.tsx';
import { type SettingsState, useSettings } from './use-settings.ts';

/** The settings, each taking effect at once; and what helps when something is wrong. */
export function SettingsScreen({ onGone }: { onGone: (forgotten: Forgotten) => void }) {
  const t = useTexts();
  const state = useSettings();
  const { settings, problem, read } = state;
  return (
    <div className={styles.screen}>
      <h1>{t.settings.title}</h1>
      {problem && (
        <ProblemNote
          announce
          problem={problem}
          actions={<Action onPress={read}>{t.words.tryAgain}</Action>}
        />
      )}
      <PolicySection />
      {settings && <StoredSettings settings={settings} state={state} />}
      <PaceSection />
      <SupportSection />
      {settings && <UpdateSection settings={settings} state={state} />}
      <ForgetSection onGone={onGone} />
    </div>
  );
}

function StoredSettings({ settings, state }: { settings: Settings; state: SettingsState }) {
  const { outcome, change } = state;
  const { settings: t, policy, words, time } = useTexts();
  const { policy: rules, clipboardClearsOnlyInFront } = useApp().app;
  const noClipboard = rules?.noClipboard === true;
  const looks: Segment<Appearance>[] = [
    { id: 'system', word: t.system, icon: Monitor },
    { id: 'light', word: t.light, icon: Sun },
    { id: 'dark', word: t.dark, icon: Moon },
  ];
  const times = clipboardTimes.map((id): Segment<ClipboardTime> => ({ id, word: time.seconds(id) }));
  const tongues: Segment<LanguageChoice>[] = [
    { id: 'system', word: t.system },
    // Each in its own language, so that a user who cannot read the current one finds the way back.
    ...languages.map((id) => ({ id, word: languageNames[id] })),
  ];
  const told = (name: keyof Settings) => ({
    done: outcome?.of === name && !outcome.problem ? words.saved : null,
    problem: outcome?.of === name ? outcome.problem : null,
  });
  return (
    <>
      <section aria-labelledby="settings-window" className={styles.section}>
        <h2 id="settings-window">{t.window}</h2>
        <ul className={styles.rows}>
          <SettingRow title={t.appearance} hint={t.appearanceHint} {...told('appearance')}>
            <Segments
              label={t.appearance}
              segments={looks}
              chosen={settings.appearance}
              onChoose={(look) => void change('appearance', look)}
            />
          </SettingRow>
          <SettingRow title={t.language} hint={t.languageHint} {...told('language')}>
            <Segments
              label={t.language}
              segments={tongues}
              chosen={settings.language}
              onChoose={(language) => void change('language', language)}
            />
          </SettingRow>
        </ul>
      </section>
      <TraySection settings={settings} state={state} />
      <section aria-labelledby="settings-passwords" className={styles.section}>
        <h2 id="settings-passwords">{t.passwords}</h2>
        <ul className={styles.rows}>
          <SettingRow
            title={t.clearClipboard}
            hint={
              <>
                <p>{t.clearClipboardHint}</p>
                {clipboardClearsOnlyInFront && <p>{t.clearClipboardInFront}</p>}
              </>
            }
            {...told('clipboardSeconds')}
          >
            {noClipboard ? (
              <SetByPolicy text={policy.rules.noClipboard} />
            ) : (
              <Segments
                label={t.clearClipboard}
                segments={times}
                chosen={settings.clipboardSeconds}
                onChoose={(seconds) => void change('clipboardSeconds', seconds)}
              />
            )}
          </SettingRow>
          <RetentionSetting value={settings.retentionDays} done={told('retentionDays').done} state={state} />
        </ul>
      </section>
      <section aria-labelledby="settings-lists" className={styles.section}>
        <h2 id="settings-lists">{t.lists}</h2>
        <ul className={styles.rows}>
          <SettingRow title={t.confirmAbove} hint={t.confirmAboveHint} {...told('confirmAbove')}>
            <NumberInput
              label={t.confirmAboveLabel}
              value={settings.confirmAbove}
              limits={settingDefinitions.confirmAbove}
              unit={t.devices}
              onEnter={async (count) => {
                await change('confirmAbove', count);
              }}
            />
          </SettingRow>
        </ul>
      </section>
    </>
  );
}
