/** What the user is doing on the PBXs screen. */
export type PbxTask =
  | { kind: 'list' }
  | { kind: 'add' }
  | { kind: 'edit'; pbxId: string }
  | { kind: 'import' }
  | { kind: 'export' };
