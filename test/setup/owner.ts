import type { Owner } from '../../main/keychain/secrets.ts';

/** A data folder that shares no keychain entry with another. */
export const plainOwner: Owner = {
  id: 'folder',
  formerIds: [],
  formerPbxId: () => null,
  entries: { list: () => [], isReadable: () => false, supersede: () => {} },
};
