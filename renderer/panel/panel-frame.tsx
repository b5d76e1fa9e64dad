import { type ReactNode, useEffect, useRef } from 'react';
import { call, useEvent } from '../base/bridge.ts';
import styles from './panel-frame.module.css';

/** What the contract takes (`panelHeight` in common/ipc/index.ts); a higher content is scrolled. */
const least = 120;
const most = 640;

/** Keeps the panel's window as high as what is in it, and says when what was seen is gone from it. */
export function PanelFrame({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useEvent('panel:hiding', async ({ turn }) => {
    // The first comes before the next picture, the second after it.
    await nextFrame();
    await nextFrame();
    call('panel:cleared', { turn }).catch(() => {});
  });
  useEffect(() => {
    if (!content.current) return;
    let last = '';
    const watch = new ResizeObserver(([entry]) => {
      const { inlineSize = 0, blockSize = 0 } = entry?.borderBoxSize[0] ?? {};
      const height = Math.min(most, Math.max(least, Math.ceil(blockSize)));
      // Another width without another content is another zoom.
      const size = `${inlineSize} ${height}`;
      if (size === last) return;
      last = size;
      // As high as it was it can be used all the same.
      call('panel:fit', { height }).catch(() => {});
    });
    watch.observe(content.current, { box: 'border-box' });
    return () => watch.disconnect();
  }, []);
  return (
    <div className={styles.frame}>
      <div ref={content} className={styles.content}>
        {children}
      </div>
    </div>
  );
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
