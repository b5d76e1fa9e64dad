import type { Format } from '../format.ts';
import { counting } from './counting.ts';
import { deskPhones } from './desk-phones.ts';
import { device } from './device.ts';
import { errors } from './errors/index.ts';
import { fetching } from './fetching.ts';
import { history } from './history.ts';
import { jobs } from './jobs.ts';
import { list } from './list.ts';
import { macs } from './macs.ts';
import { network } from './network.ts';
import { panel } from './panel.ts';
import { pbxs } from './pbxs.ts';
import { policy, update } from './policy.ts';
import { problems } from './problems.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { setupFiles } from './setup-files.ts';
import { shell } from './shell.ts';
import { system } from './system.ts';
import { ui } from './ui.ts';
import { waiting } from './waiting.ts';
import { time, words } from './words.ts';

/** All English texts, by where they appear. Each sentence is complete: nothing else puts words together. */
export function english(format: Format) {
  const say = counting(format);
  return {
    words: words(say),
    time: time(say),
    errors: errors(say),
    macs,
    problems,
    shell: shell(say),
    device: device(say),
    list: list(say),
    jobs: jobs(say),
    history: history(say),
    fetching: fetching(say),
    pbxs: pbxs(say),
    ui,
    setupFiles: setupFiles(say),
    search: search(say),
    deskPhones: deskPhones(say),
    policy,
    update,
    settings: settings(say),
    panel: panel(say),
    waiting: waiting(say),
    system: system(say),
    network: network(say),
  };
}

/** The texts of a language; English defines the type. */
export type Texts = ReturnType<typeof english>;
