import type { Mac, RefusedMac } from '../mac.ts';
import { tidy } from '../text.ts';
import { kindOf, kinds } from './characters.ts';
import type { Find } from './find.ts';
import type { Spot } from './scan.ts';

/** The maximum number of MACs in one list. */
export const maxMacs = 10_000;
/** How many duplicates, and how many refused texts, are listed; further ones are only counted. */
export const maxListedExtras = 10_000;

/** Where in the list something stands. */
interface ListPlace {
  /** From 1. */
  line: number;
  /** As written there, in plain characters. */
  text: string;
  /** The line, or the surroundings of the text if the line is long; safe to show. */
  context: string;
}

/** A MAC, at its first occurrence. */
interface ListedMac extends ListPlace {
  kind: 'mac';
  mac: Mac;
  /**
   * Could also be a telephone number, a date and time, a VAT number or a serial number. It counts as a MAC only if the
   * PBX knows it or the user says so.
   */
  ambiguous: boolean;
}

/** A MAC that already occurred in the list. */
interface ListedDuplicate extends ListPlace {
  kind: 'duplicate';
  mac: Mac;
  /** The line of its first occurrence; the same line if it occurs twice there. */
  firstLine: number;
}

/** Something that resembles a MAC but isn't one. */
interface ListedRefusal extends ListPlace {
  kind: 'refused';
  /** Why; `describeMacRefusal` puts it into words. */
  refusal: RefusedMac;
}

/** Something found in a list. */
export type ListEntry = ListedMac | ListedDuplicate | ListedRefusal;

/** Sorts what is found in a text into MACs, duplicates and refusals. */
export class Collector {
  readonly entries: ListEntry[] = [];
  readonly counts = { macs: 0, ambiguous: 0, duplicates: 0, refused: 0 };
  /** Whether there are more MACs than a list may have. */
  exceeded = false;
  readonly #text: string;
  readonly #first = new Map<Mac, ListedMac>();
  /** Entries whose last group has one digit: a zero was left out or a digit was lost; decided at the end. */
  readonly #shortened = new Set<ListEntry>();
  /** MACs whose first occurrence is shortened and that are also written in full: the latter may have to replace it. */
  readonly #alsoInFull = new Set<Mac>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes what the scanner found next. */
  take(find: Find, spot: Spot): void {
    const { verdict } = find;
    if (!verdict.ok) {
      this.counts.refused += 1;
      if (this.counts.refused <= maxListedExtras)
        this.entries.push({ kind: 'refused', ...this.#place(find, spot), refusal: verdict });
      return;
    }
    const { mac } = verdict;
    const first = this.#first.get(mac);
    if (first) this.#takeAgain(first, find, spot);
    else if (this.counts.macs < maxMacs) {
      const entry: ListedMac = { kind: 'mac', ...this.#place(find, spot), mac, ambiguous: find.ambiguous };
      this.entries.push(entry);
      if (find.shortened) this.#shortened.add(entry);
      this.#first.set(mac, entry);
      this.counts.macs += 1;
      if (find.ambiguous) this.counts.ambiguous += 1;
    } else this.exceeded = true;
  }

  #takeAgain(first: ListedMac, find: Find, spot: Spot): void {
    if (first.ambiguous && !find.ambiguous) {
      first.ambiguous = false;
      this.counts.ambiguous -= 1;
    }
    // A DHCP lease names its client identifier beside the MAC: not a duplicate.
    if (find.clientId && first.line === spot.line) return;
    const { mac } = first;
    const mayReplace = this.#shortened.has(first) && !find.shortened && !this.#alsoInFull.has(mac);
    if (mayReplace) this.#alsoInFull.add(mac);
    this.counts.duplicates += 1;
    if (this.counts.duplicates > maxListedExtras && !mayReplace) return;
    const entry: ListedDuplicate = {
      kind: 'duplicate',
      ...this.#place(find, spot),
      mac,
      firstLine: first.line,
    };
    this.entries.push(entry);
    if (find.shortened) this.#shortened.add(entry);
  }

  /** Decides about MACs whose last group has one digit, by how the other MACs of the text treat zeros. */
  resolveShortened(): void {
    if (this.#shortened.size === 0) return;
    const others = this.entries
      .filter(({ kind }) => kind !== 'refused')
      .filter((each) => !this.#shortened.has(each));
    const drop = others.some(({ text }) => dropsZero.test(text));
    const keep = others.some(({ text }) => keepsZero.test(text));
    if (drop === keep) return;
    // A MAC that was found in full elsewhere is no longer ambiguous.
    const open = new Set([...this.#shortened].filter((each) => this.#isAmbiguous(each)));
    this.entries.forEach((entry, at) => {
      if (entry.kind === 'refused') return;
      if (!open.has(entry)) {
        if (entry.kind === 'duplicate') this.entries[at] = this.#repeat(entry);
      } else if (drop) this.#accept(entry);
      else this.entries[at] = this.#refuse(entry);
    });
  }

  #isAmbiguous(entry: ListEntry): boolean {
    return entry.kind !== 'refused' && this.#first.get(entry.mac)?.ambiguous === true;
  }

  /** Takes a shortened MAC as certain, wherever it occurred first. */
  #accept({ mac }: ListedMac | ListedDuplicate): void {
    const first = this.#first.get(mac);
    if (!first?.ambiguous) return;
    first.ambiguous = false;
    this.counts.ambiguous -= 1;
  }

  /** The entry as a MAC that has lost a digit. */
  #refuse({ kind, line, text, context, mac }: ListedMac | ListedDuplicate): ListedRefusal {
    if (kind === 'mac') {
      this.#first.delete(mac);
      this.counts.macs -= 1;
      this.counts.ambiguous -= 1;
    } else this.counts.duplicates -= 1;
    this.counts.refused += 1;
    return { kind: 'refused', line, text, context, refusal: { ok: false, reason: 'length', digits: 11 } };
  }

  /** A duplicate, or the first occurrence of its MAC if the one before it was refused. */
  #repeat(entry: ListedDuplicate): ListedMac | ListedDuplicate {
    const { mac, line, text, context } = entry;
    const first = this.#first.get(mac);
    if (first) return { ...entry, firstLine: first.line };
    // Were it certain, the one before it would have been, too.
    const promoted: ListedMac = { kind: 'mac', line, text, context, mac, ambiguous: true };
    this.#first.set(mac, promoted);
    this.counts.duplicates -= 1;
    this.counts.macs += 1;
    this.counts.ambiguous += 1;
    return promoted;
  }

  #place(find: Find, spot: Spot): ListPlace {
    return { line: spot.line, text: tidy(find.text, 60), context: this.#contextOf(spot) };
  }

  /** Up to 120 characters of the line, from its beginning if the text is among them. */
  #contextOf({ lineStart, from, to }: Spot): string {
    const text = this.#text;
    const start = to - lineStart > maxContextLength ? Math.max(lineStart, from - lead) : lineStart;
    let end = to;
    const limit = Math.min(text.length, start + 2 * maxContextLength);
    while (end < limit && kindOf(text.charCodeAt(end)) !== kinds.newline) end += 1;
    const excerpt = tidy(text.slice(start, end), maxContextLength - 1);
    return start > lineStart ? `…${excerpt}` : excerpt;
  }
}

/** Six groups between colons, at least one without its leading zero. */
const dropsZero = /^(?=(?:[^:]+:){5}[^:]+$)(?:.*:)?[^:](?::|$)/;
/** Six pairs between colons, at least one beginning with 0. */
const keepsZero = /^(?=(?:..:){5}..$)(?:.*:)?0/;

const maxContextLength = 120;
/** How many characters of a long line are shown before the text. */
const lead = 40;
