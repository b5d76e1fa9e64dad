import { Monitor, Moon, Sun } from 'lucide-react';
import type { Settings } from '../../common/ipc.ts';
import { type LanguageChoice, languageNames, languages } from '../../common/language.ts';
import {
  type Appearance,
  type ClipboardTime,
  clipboardTimes,
  mostConfirmAbove,
} from '../../common/settings.ts';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type Segment, Segments } from '../ui/segments.tsx';
import { useTexts } from '../words.tsx';
import { NumberInput } from './number-input.tsx';
import { RetentionSetting } from './retention-setting.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { SupportSection } from './support-section.tsx';
import { type SettingsState, useSettings } from './use-settings.ts';

const looks: readonly Segment<Appearance>[] = [
  { id: 'system', word: 'System', icon: Monitor },
  { id: 'light', word: 'Light', icon: Sun },
  { id: 'dark', word: 'Dark', icon: Moon },
];
const times: readonly Segment<ClipboardTime>[] = clipboardTimes.map((id) => ({ id, word: `${id} s` }));

/** What can be set, each taking effect at once; and what helps when something is wrong. */
export function SettingsScreen() {
  const state = useSettings();
  const { settings, problem, read } = state;
  return (
    <div className={styles.screen}>
      <h1>Settings</h1>
      {problem && (
        <ProblemNote announce problem={problem} actions={<Action onPress={read}>Try again</Action>} />
      )}
      {settings && <StoredSettings settings={settings} state={state} />}
      <SupportSection />
    </div>
  );
}

function StoredSettings({ settings, state }: { settings: Settings; state: SettingsState }) {
  const { outcome, change } = state;
  const t = useTexts();
  const tongues: Segment<LanguageChoice>[] = [
    { id: 'system', word: t.settings.system },
    // Each in its own words, so that a person who does not read the present one finds back.
    ...languages.map((id) => ({ id, word: languageNames[id] })),
  ];
  const told = (name: keyof Settings) => ({
    done: outcome?.of === name && !outcome.problem ? 'Saved' : null,
    problem: outcome?.of === name ? outcome.problem : null,
  });
  return (
    <>
      <section aria-labelledby="settings-window" className={styles.section}>
        <h2 id="settings-window">Window</h2>
        <ul className={styles.rows}>
          <SettingRow
            title="Appearance"
            hint="System follows what this computer is set to."
            {...told('appearance')}
          >
            <Segments
              label="Appearance"
              segments={looks}
              chosen={settings.appearance}
              onChoose={(look) => void change('appearance', look)}
            />
          </SettingRow>
          <SettingRow title={t.settings.language} hint={t.settings.languageHint} {...told('language')}>
            <Segments
              label={t.settings.language}
              segments={tongues}
              chosen={settings.language}
              onChoose={(language) => void change('language', language)}
            />
          </SettingRow>
        </ul>
      </section>
      <section aria-labelledby="settings-passwords" className={styles.section}>
        <h2 id="settings-passwords">Passwords</h2>
        <ul className={styles.rows}>
          <SettingRow
            title="Clear the clipboard after"
            hint="A copied password is taken off the clipboard again, unless something else was copied since."
            {...told('clipboardSeconds')}
          >
            <Segments
              label="Clear the clipboard after"
              segments={times}
              chosen={settings.clipboardSeconds}
              onChoose={(seconds) => void change('clipboardSeconds', seconds)}
            />
          </SettingRow>
          <RetentionSetting value={settings.retentionDays} done={told('retentionDays').done} state={state} />
        </ul>
      </section>
      <section aria-labelledby="settings-lists" className={styles.section}>
        <h2 id="settings-lists">Lists</h2>
        <ul className={styles.rows}>
          <SettingRow
            title="Ask to type the number above"
            hint="For a list of more devices than this, their number has to be typed before anything is sent."
            {...told('confirmAbove')}
          >
            <NumberInput
              label="Most devices without typing their number"
              value={settings.confirmAbove}
              most={mostConfirmAbove}
              unit="devices"
              onEnter={(count) => change('confirmAbove', count)}
            />
          </SettingRow>
        </ul>
      </section>
    </>
  );
}
