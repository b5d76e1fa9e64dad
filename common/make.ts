import type { Device } from './model.ts';

/** Brand and model, the brand once: a PBX's model names mostly begin with it. */
export function makeOf({ brand, model }: Device): string {
  if (!brand || !model) return brand ?? model ?? '';
  return model.toLowerCase().startsWith(brand.toLowerCase()) ? model : `${brand} ${model}`;
}
