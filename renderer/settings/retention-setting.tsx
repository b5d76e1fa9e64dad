import { useRef, useState } from 'react';
import { longestRetentionDays } from '../../common/settings.ts';
import { call } from '../bridge.ts';
import { Question } from '../ui/question.tsx';
import { NumberInput } from './number-input.tsx';
import { SettingRow } from './setting-row.tsx';
import type { SettingsState } from './use-settings.ts';

interface Asking {
  days: number;
  /** How many passwords would be deleted. */
  count: number;
  answer(agreed: boolean): void;
}

/** How long passwords are kept; asks before any are deleted by a shorter time. */
export function RetentionSetting({
  value,
  done,
  state: { outcome, change, failed },
}: {
  value: number;
  done: string | null;
  state: SettingsState;
}) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const agreed = async (days: number): Promise<boolean> => {
    const count = days < value ? await call('passwords:count-older', { days }) : 0;
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
      title="Keep passwords for"
      hint="For so many days a new password can be shown and copied again. Then it is deleted from this computer for good; the device goes on working with it, and the history stays."
      done={done}
      problem={outcome?.of === 'retentionDays' ? outcome.problem : null}
      below={
        asking && (
          <Question
            danger
            question={<b>{passwordsText(asking.count)}</b>}
            yes={asking.count === 1 ? 'Delete it now' : 'Delete them now'}
            no={`Keep ${daysText(value)}`}
            onYes={() => asking.answer(true)}
            onNo={() => asking.answer(false)}
          >
            <p>
              {asking.count === 1 ? 'It is' : 'They are'} older than {daysText(asking.days)}. What was deleted
              cannot be brought back.
            </p>
          </Question>
        )
      }
    >
      <NumberInput
        ref={input}
        label="Days for which passwords are kept"
        value={value}
        most={longestRetentionDays}
        unit="days"
        onEnter={enter}
      />
    </SettingRow>
  );
}

function passwordsText(count: number): string {
  return count === 1 ? 'Delete 1 kept password?' : `Delete ${count.toLocaleString('en')} kept passwords?`;
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`;
}
