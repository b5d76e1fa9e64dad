import { type DragEvent as DragEventOn, useEffect, useState } from 'react';

/** Handles files dropped anywhere on an element; `folder` is the name of one among them, if any. */
export function useFileDrop(onFiles: (files: readonly File[], folder: string | null) => void) {
  const [depth, setDepth] = useState(0);
  const hasFiles = ({ dataTransfer }: DragEventOn): boolean => dataTransfer.types.includes('Files');

  // A file dropped beside the element must not make the window navigate to it.
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
        // Only at this point, and only with this API, a folder can be distinguished from a file.
        const entries = [...items].map((item) => item.webkitGetAsEntry());
        onFiles([...files], entries.find((entry) => entry?.isDirectory)?.name ?? null);
      },
    },
  };
}
