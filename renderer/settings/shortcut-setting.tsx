import { useRef, useState } from 'react';
import {
  proposedShortcut,
  type ShortcutRefusal,
  shortcutOf,
  shortcutText,
} from '../../common/accelerator.ts';
import type { DesktopFacts } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import fieldStyles from '../ui/field.module.css';
import { SettingRow } from './setting-row.tsx';
import styles from './shortcut-setting.module.css';
import type { SettingsState } from './use-settings.ts';

export interface ShortcutSettingProps {
  value: string | null;
  facts: DesktopFacts;
  state: SettingsState;
}

/** The shortcut that opens the panel from any program, set by pressing it. */
export function ShortcutSetting({ value, facts, state: { outcome, change } }: ShortcutSettingProps) {
  const t = useTexts();
  const words = t.system.settings;
  const { platform } = useApp().app;
  const [recording, setRecording] = useState(false);
  const choose = useRef<HTMLButtonElement>(null);
  const textOf = (accelerator: string): string => shortcutText(accelerator, platform, words.keys);
  const proposal = proposedShortcut(platform);

  const backToButton = (): void => {
    setRecording(false);
    requestAnimationFrame(() => choose.current?.focus());
  };
  const take = (accelerator: string | null): void => {
    backToButton();
    void change('shortcut', accelerator);
  };

  const mine = outcome?.of === 'shortcut' ? outcome : null;
  const refusedAtStart: Problem | null =
    value !== null && value === facts.shortcutRefused
      ? { code: 'shortcut-refused', facts: { input: value } }
      : null;
  const problem = mine ? mine.problem : refusedAtStart;

  return (
    <SettingRow
      title={words.shortcut}
      hint={
        <>
          <p>{words.shortcutHint}</p>
          {facts.wayland && <p>{words.shortcutWayland}</p>}
        </>
      }
      done={mine && !mine.problem ? t.words.saved : null}
      problem={problem && withKeys(problem, textOf)}
    >
      {recording ? (
        <Recorder onShortcut={take} onEscape={backToButton} onLeave={() => setRecording(false)} />
      ) : (
        <div className={styles.shortcut}>
          <span className={cx(value === null ? styles.none : styles.keys)}>
            {value === null ? words.none : textOf(value)}
          </span>
          {value === null && (
            <Action small onPress={() => take(proposal)}>
              {words.use(textOf(proposal))}
            </Action>
          )}
          <Action ref={choose} small onPress={() => setRecording(true)}>
            {value === null ? words.choose : words.change}
          </Action>
          {value !== null && (
            <Action small look="quiet" onPress={() => take(null)}>
              {words.remove}
            </Action>
          )}
        </div>
      )}
    </SettingRow>
  );
}

interface RecorderProps {
  onShortcut: (accelerator: string) => void;
  onEscape: () => void;
  /** The focus moved elsewhere. */
  onLeave: () => void;
}

/** Records the next keys pressed together. Tab moves on, Escape cancels. */
function Recorder({ onShortcut, onEscape, onLeave }: RecorderProps) {
  const words = useTexts().system.settings;
  const { platform } = useApp().app;
  const [refusal, setRefusal] = useState<ShortcutRefusal | null>(null);
  return (
    <div className={styles.recorder}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed
        autoFocus
        readOnly
        className={cx(fieldStyles.input, styles.field)}
        aria-label={words.shortcut}
        aria-describedby="shortcut-recorder"
        value=""
        placeholder={words.record}
        onBlur={onLeave}
        onKeyDown={(event) => {
          const bare = !event.ctrlKey && !event.altKey && !event.metaKey;
          if (event.key === 'Tab' && bare) return;
          event.preventDefault();
          if (event.key === 'Escape' && bare) return onEscape();
          const { key, ctrlKey, altKey, shiftKey, metaKey, nativeEvent } = event;
          const altGraph = event.getModifierState('AltGraph');
          const press = { key, code: nativeEvent.code, ctrlKey, altKey, shiftKey, metaKey, altGraph };
          const verdict = shortcutOf(press, platform);
          setRefusal(verdict.kind === 'refused' ? verdict.reason : null);
          if (verdict.kind === 'shortcut') onShortcut(verdict.accelerator);
        }}
      />
      <p id="shortcut-recorder" role="status" className={cx(styles.hint, refusal && styles.refused)}>
        {refusal ? words.refusals[refusal] : words.recordHint}
      </p>
    </div>
  );
}

/** Main's problem with a shortcut, with the keys as they are named here. */
function withKeys(problem: Problem, textOf: (accelerator: string) => string): Problem {
  const { input } = problem.facts;
  return problem.code === 'shortcut-refused' && input
    ? { ...problem, facts: { ...problem.facts, input: textOf(input) } }
    : problem;
}
