import { type AgreedPhone, type DeskPhoneUser, deskPhoneUser } from '../../common/desk-phones.ts';
import type { MatchedMac } from '../../common/ipc/index.ts';
import { groupAddresses, type Mac, type MacVerdict } from '../../common/mac.ts';
import { readMac, verdictOfReading } from '../../common/one-mac.ts';
import { type ListRow, ofText, type RowPlace } from './rows.ts';

/** The kinds of rows. */
export const standings = [
  'ready',
  'not-listed',
  'desk-phone',
  /** Perhaps a MAC, perhaps a telephone number or a date, and not on the PBX: the user decides. */
  'question',
  'duplicate',
  'refused',
  /** An address that is not of a single device, such as broadcast: nothing to correct. */
  'no-device',
  /** Not looked up yet. */
  'pending',
] as const;
export type Standing = (typeof standings)[number];

/** The user's decisions about single rows, by their ID. */
export interface Decisions {
  /** Included or excluded, if different from the default. */
  choices: ReadonlyMap<string, boolean>;
  /** The MAC that replaces the row's own. */
  corrections: ReadonlyMap<string, Mac>;
  /** Whether devices that the PBX does not list are included. */
  tryUnlisted: boolean;
  /** Whether desk phones are included, by their users. */
  includeDeskPhones: boolean;
}

export const noDecisions: Decisions = {
  choices: new Map(),
  corrections: new Map(),
  tryUnlisted: false,
  includeDeskPhones: false,
};

/** The decisions that remain when the list's text is removed: those about scans. */
export function withoutText({ choices, corrections, ...ofAll }: Decisions, scanned: boolean): Decisions {
  const kept = <Value>(all: ReadonlyMap<string, Value>): Map<string, Value> =>
    new Map([...all].filter(([id]) => !ofText(id)));
  return scanned ? { choices: kept(choices), corrections: kept(corrections), ...ofAll } : noDecisions;
}

/** A row with the user's correction, and whether its MAC occurred before. */
export interface ResolvedRow extends ListRow {
  corrected: boolean;
  /** `duplicate`: the row where the MAC occurs first. */
  first: RowPlace | null;
}

export interface PlanRow extends ResolvedRow {
  standing: Standing;
  matched: MatchedMac | null;
  /** Whether it can be included and excluded. */
  choosable: boolean;
  /** Whether its device gets a new password. */
  included: boolean;
  /** For a desk phone: whose password it has, if known for sure. */
  user: DeskPhoneUser | null;
  /** The first row with a desk phone of the same user, if that is another one. */
  togetherWith: RowPlace | null;
}

/** A user who gets a new password, with all of the desk phones that get it. */
export interface PlanUser extends Omit<DeskPhoneUser, 'phones'> {
  phones: { mac: Mac; name: string | null; inList: boolean }[];
}

export interface Plan {
  rows: PlanRow[];
  counts: Record<Standing, number>;
  /** The MACs to run, in the order of the list. */
  included: Mac[];
  /** The number of new passwords: one for each device, and one for each user of desk phones. */
  passwords: number;
  /** The desk phones among `included`. */
  deskPhones: AgreedPhone[];
  /** The desk phones' users, in the order of the list. */
  users: PlanUser[];
  /** How many of the list’s desk phones can be included. */
  includable: { phones: number; users: number };
  /** How many desk phones cannot be included, because it is not known for sure whose password they have. */
  unsure: number;
  /** How many of `included` the PBX does not list. */
  unlisted: number;
  /** How many of them could not be looked up: there is no device list, or it lacks them and may be incomplete. */
  unknown: number;
  /** The other PBXs that list some of what this one lacks, those with the most first. */
  elsewhere: { id: string; name: string; count: number }[];
}

/** Applies corrections, and finds duplicates in the list. */
export function resolveRows(
  rows: readonly ListRow[],
  corrections: Decisions['corrections'],
): { rows: ResolvedRow[]; macs: Mac[] } {
  const first = new Map<Mac, RowPlace>();
  const resolved = rows.map((row): ResolvedRow => {
    const correction = corrections.get(row.id);
    const verdict: MacVerdict = correction ? { ok: true, mac: correction } : row.verdict;
    const before = verdict.ok ? first.get(verdict.mac) : undefined;
    if (verdict.ok && !before) first.set(verdict.mac, row.at);
    return {
      ...row,
      verdict,
      ambiguous: row.ambiguous && !correction,
      corrected: correction !== undefined,
      first: before ?? null,
    };
  });
  return { rows: resolved, macs: [...first.keys()] };
}

/** Decides what happens to each row. */
export function makePlan(
  rows: readonly ResolvedRow[],
  matches: ReadonlyMap<Mac, MatchedMac>,
  decisions: Decisions,
): Plan {
  const counts = Object.fromEntries(standings.map((each) => [each, 0])) as Plan['counts'];
  const others = new Map<string, Plan['elsewhere'][number]>();
  const included: Mac[] = [];
  const deskPhones: AgreedPhone[] = [];
  const usersFirst = new Map<number, PlanRow>();
  const includable = { phones: 0, users: 0 };
  let unsure = 0;
  let unlisted = 0;
  let unknown = 0;
  const planned = rows.map((resolved): PlanRow => {
    const mac = resolved.verdict.ok ? resolved.verdict.mac : null;
    const matched = (mac && !resolved.first && matches.get(mac)) || null;
    const standing = standingOf(resolved, matched);
    counts[standing] += 1;
    if (matched && standing === 'not-listed')
      for (const { id, name } of matched.elsewhere)
        others.set(id, { id, name, count: (others.get(id)?.count ?? 0) + 1 });
    const user = matched && deskPhoneUser(matched);
    const first = user ? usersFirst.get(user.id) : undefined;
    if (user) includable.phones += 1;
    else if (standing === 'desk-phone') unsure += 1;
    const choosable = isChoosable(standing, user, decisions);
    // One password for all phones of a user: they are included or excluded like the first one.
    const takenIn = first?.included ?? decisions.choices.get(resolved.id) ?? standing !== 'question';
    const row: PlanRow = {
      ...resolved,
      standing,
      matched,
      choosable,
      included: choosable && takenIn,
      user,
      togetherWith: first?.at ?? null,
    };
    if (user && !first) usersFirst.set(user.id, row);
    if (mac && row.included) {
      included.push(mac);
      if (user) deskPhones.push({ mac, userId: user.id });
      if (matched?.match === 'not-listed') unlisted += 1;
      if (matched?.match === 'unknown') unknown += 1;
    }
    return row;
  });
  includable.users = usersFirst.size;
  const users = usersOf([...usersFirst.values()], deskPhones);
  const passwords = included.length - deskPhones.length + users.length;
  const elsewhere = [...others.values()].sort((a, b) => b.count - a.count);
  return {
    rows: planned,
    counts,
    included,
    passwords,
    deskPhones,
    users,
    includable,
    unsure,
    unlisted,
    unknown,
    elsewhere,
  };
}

/** How many desk phones get a new password, also those of a user that the list lacks. */
export function phonesWithNewPassword({ users }: Pick<Plan, 'users'>): number {
  return users.reduce((sum, { phones }) => sum + phones.length, 0);
}

function usersOf(firstRows: readonly PlanRow[], deskPhones: readonly AgreedPhone[]): PlanUser[] {
  const inList = new Set(deskPhones.map(({ mac }) => mac));
  return firstRows.flatMap(({ user, included }) =>
    user && included
      ? [{ ...user, phones: user.phones.map((phone) => ({ ...phone, inList: inList.has(phone.mac) })) }]
      : [],
  );
}

function standingOf(row: ResolvedRow, matched: MatchedMac | null): Standing {
  if (!row.verdict.ok) return groupAddresses.has(row.verdict.reason) ? 'no-device' : 'refused';
  if (row.first) return 'duplicate';
  if (!matched) return 'pending';
  if (matched.match === 'desk-phone') return 'desk-phone';
  if (matched.match === 'listed') return 'ready';
  if (row.ambiguous) return 'question';
  return matched.match === 'unknown' ? 'ready' : 'not-listed';
}

function isChoosable(
  standing: Standing,
  user: DeskPhoneUser | null,
  { tryUnlisted, includeDeskPhones }: Decisions,
): boolean {
  if (standing === 'desk-phone') return includeDeskPhones && user !== null;
  return standing === 'ready' || standing === 'question' || (standing === 'not-listed' && tryUnlisted);
}

/**
 * Includes or excludes rows; others are left unchanged.
 *
 * @param all the list’s rows: the desk phones of one user go together
 */
export function choose(
  decisions: Decisions,
  rows: readonly PlanRow[],
  included: boolean,
  all: readonly PlanRow[],
): Decisions {
  const choices = new Map(decisions.choices);
  const users = new Set(rows.flatMap(({ user }) => (user ? [user.id] : [])));
  const together = users.size === 0 ? [] : all.filter(({ user }) => user && users.has(user.id));
  for (const row of [...rows, ...together]) if (row.choosable) choices.set(row.id, included);
  return { ...decisions, choices };
}

/** Replaces a row's MAC; null if the text is not one. The row is then included by default again. */
export function correct(decisions: Decisions, row: ListRow, text: string): Decisions | null {
  const verdict = verdictOfReading(readMac(text));
  if (!verdict.ok) return null;
  const corrections = new Map(decisions.corrections).set(row.id, verdict.mac);
  const choices = new Map(decisions.choices);
  choices.delete(row.id);
  return { ...decisions, corrections, choices };
}
