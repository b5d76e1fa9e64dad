import { type RefObject, useState } from 'react';
import type { PbxEntry } from '../../common/ipc/index.ts';
import type { Pbx, Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';
import { useTexts } from '../base/words.tsx';
import { describeHere } from '../ui/problem-text.ts';
import { entryOf, type FieldErrors, type FormEntry, missingOf, sentOf } from './form-entry.ts';
import type { TestOutcome } from './use-pbx-test.ts';

export interface PbxFormState {
  entry: FormEntry;
  errors: FieldErrors;
  /** The result of the last test or save. */
  outcome: (TestOutcome & { of: 'test' | 'save' }) | null;
  doing: 'test' | 'save' | null;
  change(change: Partial<FormEntry>): void;
  keyChanged(): void;
  /** Whether the entry connects to the PBX in a way that was not tested yet. */
  untested: boolean;
  /** Whether there is unsaved input. */
  hasChanges(): boolean;
  trust(fingerprint: string): void;
  test(): void;
  /** Tests although signing in is held off. */
  testAnyway(): void;
  save(): void;
}

export interface PbxFormParts {
  /** Null to add one. */
  pbx: Pbx | null;
  /** Whether an API key is stored for it, so that the field may stay empty. */
  keyStored: boolean;
  key: RefObject<HTMLInputElement | null>;
  onSaved: (pbx: Pbx, tested: boolean) => Promise<void>;
}

/** The form's state. The API key is read from its field when it is sent, and cleared there once it is stored. */
export function usePbxForm({ pbx, keyStored, key, onSaved }: PbxFormParts): PbxFormState {
  const t = useTexts();
  const [entry, setEntry] = useState(() => entryOf(pbx));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [outcome, setOutcome] = useState<PbxFormState['outcome']>(null);
  const [doing, setDoing] = useState<PbxFormState['doing']>(null);
  const [keyEntered, setKeyEntered] = useState(false);
  // The answer to a test of a former entry is dropped; that to saving never is.
  const begin = useNewest();

  /** Errors about other fields still apply. */
  const outdate = (changed: readonly string[]): void => {
    begin();
    setOutcome(null);
    setErrors((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !changed.includes(field))),
    );
    setDoing((before) => (before === 'test' ? null : before));
  };

  const attempt = async (
    what: 'test' | 'save',
    from: FormEntry,
    work: (entry: PbxEntry, apiKey: string) => Promise<TestOutcome | null>,
  ): Promise<void> => {
    const apiKey = key.current?.value.trim() ?? '';
    // An existing PBX without a key can be renamed, but not tested.
    const missing = missingOf(from, apiKey, keyStored || (what === 'save' && pbx !== null), t);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return focusFirst(missing, key);
    const isNewest = begin();
    setDoing(what);
    setOutcome(null);
    let next: TestOutcome | null;
    try {
      next = await work(sentOf(from), apiKey);
    } catch (thrown) {
      next = { ok: false, problem: problemOf(thrown) };
    }
    if (what === 'test' && !isNewest()) return;
    setDoing(null);
    const field = next?.ok === false && fieldOf(next.problem);
    if (field && next?.ok === false) {
      const { happened, next: advice } = describeHere(next.problem, t);
      // What an address looks like is in the field's hint.
      setErrors({ [field]: field === 'address' ? happened : `${happened} ${advice}`.trim() });
      focusFirst({ [field]: '' }, key);
    } else setOutcome(next && { ...next, of: what });
  };

  const test = (from: FormEntry, retryRefusedKey = false): void =>
    void attempt('test', from, async (sent, apiKey) => ({
      ok: true,
      facts: await call('pbxs:test-entry', {
        id: pbx?.id ?? null,
        entry: sent,
        apiKey: apiKey || null,
        retryRefusedKey,
      }),
    }));

  return {
    entry,
    errors,
    outcome,
    doing,
    change(part) {
      setEntry((before) => ({ ...before, ...part }));
      outdate(Object.keys(part));
    },
    keyChanged() {
      setKeyEntered(Boolean(key.current?.value));
      outdate(['apiKey']);
    },
    untested: outcome?.ok !== true && (!keyStored || keyEntered || differs(entry, entryOf(pbx))),
    hasChanges() {
      const before = entryOf(pbx);
      const names = Object.keys(before) as (keyof FormEntry)[];
      return names.some((name) => entry[name] !== before[name]) || Boolean(key.current?.value);
    },
    trust(fingerprint) {
      const trusting = { ...entry, fingerprint };
      setEntry(trusting);
      test(trusting);
    },
    test: () => test(entry),
    testAnyway: () => test(entry, true),
    save: () => {
      // Saving cancels a test; the device list that follows is its answer.
      const tested = doing === 'test' || outcome?.ok === true;
      void attempt('save', entry, async (sent, apiKey) => {
        const saved = pbx
          ? await call('pbxs:edit', { id: pbx.id, entry: sent, apiKey: apiKey || null })
          : await call('pbxs:add', { entry: sent, apiKey });
        if (key.current) key.current.value = '';
        await onSaved(saved, tested);
        return null;
      });
    },
  };
}

/** Whether an entry connects to another system, or signs in differently. */
function differs(one: FormEntry, other: FormEntry): boolean {
  return (['address', 'clientId', 'fingerprint'] as const).some((field) => one[field] !== other[field]);
}

/** The field that a problem is about, if its code shows that. */
function fieldOf({ code }: Problem): keyof FieldErrors | null {
  return code === 'pbx-address-invalid' ? 'address' : null;
}

function focusFirst(errors: FieldErrors, key: RefObject<HTMLInputElement | null>): void {
  const first = (['name', 'address', 'clientId', 'apiKey'] as const).find((name) => name in errors);
  const field = key.current?.form?.elements.namedItem(first ?? '');
  if (field instanceof HTMLElement) field.focus();
}
