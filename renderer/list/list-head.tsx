import { ClipboardList, ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { type ListMode, useList } from '../state/list.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { Question } from '../ui/question.tsx';
import styles from './list-head.module.css';
import { countText } from './plan-words.ts';

const modes = [
  { mode: 'paste', name: 'Paste or open', icon: ClipboardList },
  { mode: 'scan', name: 'Scan', icon: ScanBarcode },
] as const satisfies readonly { mode: ListMode; name: string; icon: unknown }[];

/** How the list is made, and the way to begin another. */
export function ListHead() {
  const { view, show, text, scans, startAnew, plan } = useList();
  const [asking, setAsking] = useState(false);
  const filled = text !== '' || scans.length > 0;
  if (asking && !filled) setAsking(false);

  const begin = (): void => {
    if (plan.rows.length > 0) setAsking(true);
    else startAnew();
  };
  return (
    <>
      <div className={styles.head}>
        <ToggleButtonGroup
          aria-label="How devices get into the list"
          className={cx(styles.modes)}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view.mode]}
          onSelectionChange={(keys) => {
            const mode = modes.find((each) => keys.has(each.mode))?.mode;
            if (mode) show({ mode });
          }}
        >
          {modes.map(({ mode, name, icon: Icon }) => (
            <ToggleButton key={mode} id={mode} className={cx(styles.mode)}>
              <Icon size={16} aria-hidden />
              {name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {filled && (
          <Action small disabled={asking} onPress={begin}>
            New list
          </Action>
        )}
      </div>
      {asking && (
        <Question
          question={`Discard this list of ${countText(plan.rows.length, 'row')}?`}
          yes="Discard"
          no="Keep"
          onYes={() => {
            setAsking(false);
            startAnew();
          }}
          onNo={() => setAsking(false)}
        >
          It was not run.
        </Question>
      )}
    </>
  );
}
