import { useEffect, useState } from 'react';
import type { DesktopFacts, Settings } from '../../common/ipc/index.ts';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { type Segment, Segments } from '../ui/segments.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { ShortcutSetting } from './shortcut-setting.tsx';
import type { SettingsState } from './use-settings.ts';

export interface TraySectionProps {
  settings: Settings;
  state: SettingsState;
}

/** Whether and how the app stays available without its window. */
export function TraySection({ settings, state }: TraySectionProps) {
  const t = useTexts();
  const words = t.system.settings;
  const facts = useDesktopFacts();
  const mac = useApp().app.platform === 'darwin';
  const told = (name: keyof Settings) => ({
    done: state.outcome?.of === name && !state.outcome.problem ? t.words.saved : null,
    problem: state.outcome?.of === name ? state.outcome.problem : null,
  });
  if (!facts) return null;
  return (
    <section aria-labelledby="settings-tray" className={styles.section}>
      <h2 id="settings-tray">{words.heading(mac)}</h2>
      <ul className={styles.rows}>
        <ShortcutSetting value={settings.shortcut} facts={facts} state={state} />
        <SettingRow
          title={facts.tray ? words.keep(mac) : words.endsWithWindow}
          hint={facts.tray ? words.keepHint : words.noTray}
          {...told('keepInTray')}
        >
          {facts.tray && (
            <OnOff
              label={words.keep(mac)}
              on={settings.keepInTray}
              onChange={(on) => void state.change('keepInTray', on)}
            />
          )}
        </SettingRow>
        {facts.loginItem && (
          <SettingRow
            title={words.login}
            hint={facts.tray ? words.loginHint(mac) : words.loginHintNoTray}
            {...told('startAtLogin')}
          >
            <OnOff
              label={words.login}
              on={settings.startAtLogin}
              onChange={(on) => void state.change('startAtLogin', on)}
            />
          </SettingRow>
        )}
      </ul>
    </section>
  );
}

function OnOff({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  const words = useTexts().system.settings;
  const segments: Segment<'on' | 'off'>[] = [
    { id: 'off', word: words.off },
    { id: 'on', word: words.on },
  ];
  return (
    <Segments
      label={label}
      segments={segments}
      chosen={on ? 'on' : 'off'}
      onChoose={(id) => onChange(id === 'on')}
    />
  );
}

/** What this desktop offers; null until known. Without an answer, none of it is offered. */
function useDesktopFacts(): DesktopFacts | null {
  const [facts, setFacts] = useState<DesktopFacts | null>(null);
  useEffect(() => {
    call('desktop:facts', undefined).then(setFacts, () => {});
  }, []);
  return facts;
}
