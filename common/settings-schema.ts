import { z } from 'zod';
import { type SettingDefinition, type SettingValues, settingDefinitions, settingNames } from './settings.ts';

/** The schema of a setting's value. */
export function schemaOf(definition: SettingDefinition): z.ZodType {
  switch (definition.kind) {
    case 'choice':
      return z.literal([...definition.values]);
    case 'number':
      return z.number().int().min(definition.min).max(definition.max);
    case 'switch':
      return z.boolean();
    case 'text':
      return z.string().max(definition.maxLength).refine(definition.accepts).nullable();
  }
}

/**
 * A value as a window may send it: a text whose refusal has its own reason is refused with that, not by the IPC
 * contract.
 */
function edgeSchemaOf(definition: SettingDefinition): z.ZodType {
  return definition.kind === 'text' && definition.refusal !== undefined
    ? z.string().max(definition.maxLength).nullable()
    : schemaOf(definition);
}

/** The schemas of all settings, for the IPC contract. */
export const settingShape = Object.fromEntries(
  settingNames.map((name) => [name, edgeSchemaOf(settingDefinitions[name])]),
) as { [Name in keyof SettingValues]: z.ZodType<SettingValues[Name]> };
