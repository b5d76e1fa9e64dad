import { networkInterfaces } from 'node:os';
import type { PowerMonitor } from 'electron';
import { createWaiting, type Waiting, type WaitingParts } from '../../jobs/waiting/waiting.ts';
import { openRun } from '../../runs/open-run.ts';
import { resumeJob } from '../../runs/resume.ts';
import type { Services } from '../../services/index.ts';
import type { RunningJobs } from './running-jobs.ts';

export interface WaitingJobsParts extends Pick<WaitingParts, 'tell' | 'later'> {
  services: Services;
  running: RunningJobs;
}

/** Runs the jobs that wait for their PBX among the other runs of this process. */
export function createWaitingJobs({ services, running, tell, later }: WaitingJobsParts): Waiting {
  const { store, jobs, connector } = services;
  return createWaiting({
    store,
    jobs,
    tell,
    later,
    now: () => Date.now(),
    failed: (thrown) => void services.explain(thrown),
    network: addressesNow,
    probe: connector.probe,
    continueWaiting: resumeAmong(services, running),
  });
}

/** Runs a waiting job like every other run of this process. */
export function resumeAmong(services: Services, running: RunningJobs): WaitingParts['continueWaiting'] {
  return (job, pbx, settle) =>
    running.run(pbx.id, async ({ signal, onEvent }) => {
      const options = { ...(await openRun(services, pbx, signal)), onEvent };
      const ended = await resumeJob(services, job, pbx, pbx.url, options);
      services.jobs.enforceRetention();
      return settle(ended);
    });
}

/** Has the rest of a job resume after sleep. */
export function followPower(power: PowerMonitor, running: RunningJobs, waiting: Waiting): void {
  power.on('suspend', () => {
    waiting.sleep();
    running.sleep();
  });
  power.on('resume', () => waiting.wake());
}

/** This computer's addresses: plugging in a cable, joining a Wi-Fi or starting a VPN changes them. */
function addressesNow(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ internal }) => !internal)
    .map(({ cidr, address }) => cidr ?? address)
    .sort()
    .join(' ');
}
