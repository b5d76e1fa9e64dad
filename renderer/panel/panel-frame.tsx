import { type ReactNode, useEffect, useRef } from 'react';
import { call, useEvent } from '../base/bridge.ts';
import styles from './panel-frame.module.css';

/** The limits in the contract (`panelHeight` in common/ipc/index.ts); taller content scrolls. */
const least = 120;
const most = 640;

/** Keeps the panel's window as high as its content, and reports when the former content has been cleared. */
export function PanelFrame({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useEvent('panel:hiding', async ({ turn }) => {
    // The first runs before the next frame is drawn, the second after it.
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
      // A different width with the same content means a different zoom.
      const size = `${inlineSize} ${height}`;
      if (size === last) return;
      last = size;
      // The panel can still be used at its former height.
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
