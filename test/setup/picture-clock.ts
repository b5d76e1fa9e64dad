/** When every picture of the documentation is taken, so that they always show the same dates. */
export const pictureTime = '2026-09-15T09:41:00Z';

/** Sets this process's clock to `pictureTime`. It runs on from there; only the current time is shifted. */
export function beginAtPictureTime(): void {
  const RealDate = Date;
  const offset = RealDate.parse(pictureTime) - RealDate.now();
  const now = (): number => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
