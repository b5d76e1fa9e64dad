import type { Device } from './model.ts';

/** Brand and model, without repeating the brand: a PBX's model names usually begin with it. */
export function makeOf({ brand, model }: Device): string {
  if (!brand || !model) return brand ?? model ?? '';
  return model.toLowerCase().startsWith(brand.toLowerCase()) ? model : `${brand} ${model}`;
}
