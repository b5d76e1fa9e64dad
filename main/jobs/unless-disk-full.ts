/** For occasional work that must not prevent reading what is stored. */
export function unlessDiskFull(work: () => void): () => void {
  return () => {
    try {
      work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
    }
  };
}
