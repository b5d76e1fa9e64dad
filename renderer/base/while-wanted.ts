/** Passes on the answer of a request until it is no longer wanted. Returns a cleanup function, as for an effect. */
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
