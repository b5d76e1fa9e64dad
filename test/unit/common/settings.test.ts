import { describe, expect, test } from 'vitest';
import { settingDefinitions, settingNames } from '../../../common/settings.ts';
import { schemaOf, settingShape } from '../../../common/settings-schema.ts';

describe.each(settingNames)('%s', (name) => {
  const definition = settingDefinitions[name];

  test('has a valid default', () => {
    expect(schemaOf(definition).safeParse(definition.default).success).toBe(true);
    expect(settingShape[name].safeParse(definition.default).success).toBe(true);
  });

  test('accepts nothing outside its limits', () => {
    const unusable: unknown[] = [undefined, {}, Number.NaN, 1.5, 'no such value'];
    if (definition.kind === 'number') unusable.push(definition.min - 1, definition.max + 1, null);
    for (const value of unusable) expect(schemaOf(definition).safeParse(value).success).toBe(false);
    expect(settingShape[name].safeParse('x'.repeat(10_000)).success).toBe(false);
  });
});
