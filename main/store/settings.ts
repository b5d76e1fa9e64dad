import { RekeyError } from '../../common/errors.ts';
import {
  type SettingDefinition,
  type SettingName,
  type SettingValues,
  settingDefinitions,
  settingNames,
  type ValueOf,
} from '../../common/settings.ts';
import { schemaOf } from '../../common/settings-schema.ts';
import type { Db } from './database/db.ts';
import { readMeta, writeMeta } from './database/meta.ts';

const moment = {
  kind: 'number',
  min: Number.MIN_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
  default: 0,
} as const;
const shortText = { kind: 'text', maxLength: 40, accepts: () => true, default: null } as const;

/** The app's own notes, besides the settings. */
const notes = {
  /** When sealed passwords were last checked for their age, milliseconds since 1970; 0 before the first time. */
  retentionCheckedAt: moment,
  /** Whether the clock had jumped then, and may be wrong. */
  clockDoubted: { kind: 'switch', default: false },
  /** Whether the user was told that closing the window leaves the app in the tray. */
  toldOfTray: { kind: 'switch', default: false },
  /** The version of the newest verified update notice; null before the first. */
  updateVersion: shortText,
  /** When that notice was signed, milliseconds since 1970. */
  updateSignedAt: moment,
  /** The PBX selected in the window; null before one was selected. */
  selectedPbxId: shortText,
} as const satisfies Record<string, SettingDefinition>;

const definitions: Record<string, SettingDefinition> = { ...settingDefinitions, ...notes };

/** The settings, and the app's own notes. */
export type Settings = SettingValues & { [Name in keyof typeof notes]: ValueOf<(typeof notes)[Name]> };

export interface SettingStore {
  /** A missing or unusable value reads as the default. */
  get<Name extends keyof Settings>(name: Name): Settings[Name];
  /** @throws RekeyError `usage` as `throwIfUnusable` */
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): void;
  /** The settings whose stored value is unusable, until they are set again. */
  damaged(): (keyof Settings)[];
}

export function createSettingStore(db: Db): SettingStore {
  const read = readMeta(db);
  const write = writeMeta(db);
  const stored = (name: string) => {
    const definition = definitionOf(name);
    return schemaOf(definition).safeParse(fromColumn(definition, read(`setting ${name}`)));
  };
  return {
    damaged: () =>
      (Object.keys(definitions) as (keyof Settings)[]).filter(
        (name) => read(`setting ${name}`) !== undefined && !stored(name).success,
      ),
    get(name) {
      const { success, data } = stored(name);
      return (success ? data : definitionOf(name).default) as Settings[typeof name];
    },
    set(name, value) {
      if (isSetting(name)) throwIfUnusable(name, value);
      write(`setting ${name}`, toColumn(schemaOf(definitionOf(name)).parse(value)));
    },
  };
}

/** @throws RekeyError `usage` if a setting cannot have this value and the user should be told why */
export function throwIfUnusable(name: SettingName, value: unknown): void {
  const definition: SettingDefinition = settingDefinitions[name];
  if (definition.kind !== 'text' || definition.refusal === undefined) return;
  if (!schemaOf(definition).safeParse(value).success)
    throw new RekeyError('usage', { reason: definition.refusal });
}

function isSetting(name: string): name is SettingName {
  return settingNames.some((setting) => setting === name);
}

function definitionOf(name: string): SettingDefinition {
  const definition = definitions[name];
  if (!definition) throw new TypeError(`There is no setting ${name}.`);
  return definition;
}

/** SQLite has no booleans, and an unset text is stored as an empty one. */
function fromColumn({ kind }: SettingDefinition, stored: unknown): unknown {
  if (kind === 'switch') return stored === 'yes' ? true : stored === 'no' ? false : undefined;
  return kind === 'text' && stored === '' ? null : stored;
}

function toColumn(value: unknown): string | number {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? '' : (value as string | number);
}
