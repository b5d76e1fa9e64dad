/** Passes on the answer of a request until it is not wanted any more. Returns what ends that, as an effect does. */
export function whileWanted<Answer>(
  request: Promise<Answer>,
  answered: (answer: Answer) => void,
  failed: (thrown: unknown) => void = () => {},
): () => void {
  let wanted = true;
  request.then(
    (answer) => {
      if (wanted) answered(answer);
    },
    (thrown) => {
      if (wanted) failed(thrown);
    },
  );
  return () => {
    wanted = false;
  };
}
