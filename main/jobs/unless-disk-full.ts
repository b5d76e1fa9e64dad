/** For what is due now and then, and must not keep anybody from reading what is kept. */
export function unlessDiskFull(work: () => void): () => void {
  return () => {
    try {
      work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
    }
  };
}
