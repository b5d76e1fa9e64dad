import type { ReactNode } from 'react';
import { useTexts } from '../base/words.tsx';
import { useSetupFile } from '../state/setup-file.tsx';
import { cx } from '../ui/cx.ts';
import dropStyles from '../ui/file-drop.module.css';
import { useFileDrop } from '../ui/use-file-drop.ts';
import styles from './setup-file-drop.module.css';

/** A part of the window on which a setup file can be dropped. */
export function SetupFileDrop({ children }: { children: ReactNode }) {
  const { setupFiles: t } = useTexts();
  const { receive } = useSetupFile();
  const { over, handlers } = useFileDrop(([file]) => {
    if (file) void receive(file);
  });
  return (
    <div className={cx(styles.drop, over && dropStyles.over)} {...handlers}>
      {children}
      {over && <p className={dropStyles.words}>{t.dropHere}</p>}
    </div>
  );
}
