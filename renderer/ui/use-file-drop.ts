import { type DragEvent as DragEventOn, useEffect, useState } from 'react';

/** Takes files that are dropped anywhere on an element; `folder` names one among them, if any. */
export function useFileDrop(onFiles: (files: readonly File[], folder: string | null) => void) {
  const [depth, setDepth] = useState(0);
  const hasFiles = ({ dataTransfer }: DragEventOn): boolean => dataTransfer.types.includes('Files');

  // A file let go beside the screen must not make the window go to it.
  useEffect(() => {
    const ignore = (event: DragEvent): void => event.preventDefault();
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);

  return {
    over: depth > 0,
    handlers: {
      onDragEnter(event: DragEventOn) {
        if (hasFiles(event)) setDepth((before) => before + 1);
      },
      onDragLeave(event: DragEventOn) {
        if (hasFiles(event)) setDepth((before) => Math.max(0, before - 1));
      },
      onDrop(event: DragEventOn) {
        setDepth(0);
        if (!hasFiles(event)) return;
        event.preventDefault();
        const { files, items } = event.dataTransfer;
        // Only now, and only so, a folder can be told from a file.
        const entries = [...items].map((item) => item.webkitGetAsEntry());
        onFiles([...files], entries.find((entry) => entry?.isDirectory)?.name ?? null);
      },
    },
  };
}
