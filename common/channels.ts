/**
 * The names of everything that crosses between window and main; their shapes are in `ipc.ts`. Apart from it, so that
 * the preload carries no schema library.
 */
export const callNames = [
  'app:state',
  'pbxs:add',
  'pbxs:edit',
  'pbxs:remove',
  'pbxs:select',
  'pbxs:test',
  'pbxs:test-entry',
  'devices:list',
  'devices:refresh',
  'devices:elsewhere',
  'jobs:run',
  'jobs:cancel',
  'jobs:recent',
  'passwords:read-current',
  'passwords:reveal',
  'passwords:copy',
] as const;
export type CallName = (typeof callNames)[number];

export const eventNames = ['jobs:started', 'jobs:item', 'jobs:waiting'] as const;
export type EventName = (typeof eventNames)[number];
