import type { Pbx } from '../../common/model.ts';

/** A list of devices, from pasting to their new passwords. */
export function ListScreen({ pbx }: { pbx: Pbx }) {
  return <h1>List for {pbx.name}</h1>;
}
