import { ClipboardList, ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { type ListMode, useList } from '../state/list.tsx';
import { Action } from '../ui/action.tsx';
import { Question } from '../ui/question.tsx';
import { type Segment, Segments } from '../ui/segments.tsx';
import styles from './list-head.module.css';
import { countText } from './plan-words.ts';

const modes: readonly Segment<ListMode>[] = [
  { id: 'paste', word: 'Paste or open', icon: ClipboardList },
  { id: 'scan', word: 'Scan', icon: ScanBarcode },
];

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
        <Segments
          label="How devices get into the list"
          segments={modes}
          chosen={view.mode}
          onChoose={(mode) => show({ mode })}
        />
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
