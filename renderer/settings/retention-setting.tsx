import { useRef, useState } from 'react';
import { settingDefinitions } from '../../common/settings.ts';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Question } from '../ui/question.tsx';
import { NumberInput } from './number-input.tsx';
import { SetByPolicy } from './policy-section.tsx';
import { SettingRow } from './setting-row.tsx';
import type { SettingsState } from './use-settings.ts';

interface Asking {
  days: number;
  /** How many passwords would be deleted. */
  count: number;
  answer(agreed: boolean): void;
}

/** How long passwords are kept; asks before a shorter time deletes any. */
export function RetentionSetting({
  value,
  done,
  state: { outcome, change, failed },
}: {
  value: number;
  done: string | null;
  state: SettingsState;
}) {
  const { settings: t, policy } = useTexts();
  const { min, max } = settingDefinitions.retentionDays;
  const limit = useApp().app.policy?.maxRetentionDays ?? null;
  const [asking, setAsking] = useState<Asking | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const agreed = async (days: number): Promise<boolean> => {
    // Even if more days are entered than shown: the terminal may have changed the setting, and a damaged one reads as
    // the default.
    const count = await call('passwords:count-older', { days });
    if (count === 0) return true;
    const answered = await new Promise<boolean>((answer) => setAsking({ days, count, answer }));
    setAsking(null);
    requestAnimationFrame(() => input.current?.focus());
    return answered;
  };
  const enter = async (days: number): Promise<void> => {
    try {
      if (await agreed(days)) await change('retentionDays', days);
    } catch (thrown) {
      failed('retentionDays', thrown);
    }
  };

  return (
    <SettingRow
      title={t.keep}
      hint={
        limit === null ? (
          t.keepHint
        ) : (
          <>
            <p>{t.keepHint}</p>
            <SetByPolicy text={policy.rules.maxRetentionDays(limit)} />
          </>
        )
      }
      done={done}
      problem={outcome?.of === 'retentionDays' ? outcome.problem : null}
      below={
        asking && (
          <Question
            danger
            question={<b>{t.deleteQuestion(asking.count)}</b>}
            yes={t.deleteYes}
            no={t.deleteNo(value)}
            onYes={() => asking.answer(true)}
            onNo={() => asking.answer(false)}
          >
            <p>{t.deleteHint(asking.count, asking.days)}</p>
          </Question>
        )
      }
    >
      <NumberInput
        ref={input}
        label={t.keepLabel}
        value={value}
        limits={{ min, max: limit ?? max }}
        unit={t.days}
        onEnter={enter}
      />
    </SettingRow>
  );
}
