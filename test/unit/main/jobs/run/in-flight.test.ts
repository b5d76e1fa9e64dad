import { expect, test } from 'vitest';
import { createInFlight } from '../../../../../main/jobs/run/in-flight.ts';

test('it is idle once as many have ended as have begun', async () => {
  const inFlight = createInFlight();
  await inFlight.idle();
  inFlight.begin();
  inFlight.begin();
  let idle = false;
  const waiting = Promise.all([inFlight.idle(), inFlight.idle()]).then(() => {
    idle = true;
  });
  inFlight.end();
  await Promise.resolve();
  expect([inFlight.count(), idle]).toEqual([1, false]);
  inFlight.end();
  await waiting;
  expect([inFlight.count(), idle]).toEqual([0, true]);
});
