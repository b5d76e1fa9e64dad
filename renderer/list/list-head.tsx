import { ClipboardList, ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { Question } from '../ui/question.tsx';
import { type Segment, Segments } from '../ui/segments.tsx';
import { type ListMode, useList } from './list.tsx';
import styles from './list-head.module.css';

/** How the list is entered, and the button to start another. */
export function ListHead() {
  const { list: t } = useTexts();
  const { view, show, text, scans, reset, plan } = useList();
  const [asking, setAsking] = useState(false);
  const modes: Segment<ListMode>[] = [
    { id: 'paste', word: t.paste, icon: ClipboardList },
    { id: 'scan', word: t.scan, icon: ScanBarcode },
  ];
  const filled = text !== '' || scans.length > 0;
  if (asking && !filled) setAsking(false);

  const begin = (): void => {
    if (plan.rows.length > 0) setAsking(true);
    else reset();
  };
  return (
    <>
      <div className={styles.head}>
        <Segments label={t.modes} segments={modes} chosen={view.mode} onChoose={(mode) => show({ mode })} />
        {filled && (
          <Action small disabled={asking} onPress={begin}>
            {t.newList}
          </Action>
        )}
      </div>
      {asking && (
        <Question
          danger
          question={t.discard(plan.rows.length)}
          yes={t.discardYes}
          no={t.discardNo}
          onYes={() => {
            setAsking(false);
            reset();
          }}
          onNo={() => setAsking(false)}
        >
          {t.discardHint}
        </Question>
      )}
    </>
  );
}
