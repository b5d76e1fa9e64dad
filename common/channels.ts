/**
 * The names of everything that crosses between window and main; their shapes are in `ipc.ts`. Apart from it, so that
 * the preload carries no schema library.
 */
export const callNames = [
  'app:language',
  'app:state',
  'app:show-log',
  'app:copy-diagnostics',
  'pbxs:add',
  'pbxs:edit',
  'pbxs:set-pace',
  'pbxs:remove',
  'pbxs:select',
  'pbxs:test',
  'pbxs:test-entry',
  'devices:list',
  'devices:refresh',
  'devices:elsewhere',
  'devices:match',
  'jobs:run',
  'jobs:resume',
  'jobs:pause',
  'jobs:cancel',
  'jobs:abandon',
  'jobs:open',
  'jobs:list',
  'jobs:find',
  'jobs:show',
  'jobs:recent',
  'jobs:export',
  'passwords:read-current',
  'passwords:reveal',
  'passwords:copy',
  'passwords:copy-table',
  'passwords:count-older',
  'clipboard:read',
  'settings:get',
  'settings:set',
] as const;
export type CallName = (typeof callNames)[number];

export const eventNames = [
  'app:language-changed',
  'jobs:started',
  'jobs:items',
  'jobs:waiting',
  'jobs:ended',
] as const;
export type EventName = (typeof eventNames)[number];
