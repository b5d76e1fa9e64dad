import { macsOf } from '../../desk-phones.ts';
import type { FetchGroup, KnownFetches, PageRefusal } from '../../fetching.ts';
import type { FetchState, ItemFetch, UnknownFetch } from '../../model.ts';
import type { Texts } from '../en/index.ts';
import type { UsageReasons } from '../error-words.ts';
import { type Format, isToday, pastTime } from '../format.ts';

const devices = (count: number): string => (count === 1 ? '1 Gerät' : `${count} Geräte`);
const either = (count: number, one: string, many: string): string => (count === 1 ? one : many);
const named = (models: FetchGroup['models']): string =>
  models.length === 0
    ? ''
    : ` (${models.map(({ model, count }) => (count === 1 ? model : `${count} × ${model}`)).join(', ')})`;

const means: Record<FetchGroup['kind'], (count: number, models: string) => string> = {
  dect: (count, models) =>
    either(
      count,
      `DECT-Basis${models}: startet neu; ihre Gespräche brechen ab.`,
      `${count} DECT-Basen${models}: starten neu; ihre Gespräche brechen ab.`,
    ),
  fxs: (count, models) =>
    either(
      count,
      `Gateway${models}: startet vielleicht neu; seine Gespräche brechen dann ab.`,
      `${count} Gateways${models}: starten vielleicht neu; ihre Gespräche brechen dann ab.`,
    ),
  'desk-phone': (count, models) =>
    either(
      count,
      `Tischtelefon${models}: startet vielleicht neu.`,
      `${count} Tischtelefone${models}: starten vielleicht neu.`,
    ),
  unknown: (count) =>
    either(
      count,
      'Gerät, dessen Modell nicht bekannt ist: startet vielleicht neu; seine Gespräche brechen dann ab.',
      `${count} Geräte, deren Modell nicht bekannt ist: starten vielleicht neu; ihre Gespräche brechen dann ab.`,
    ),
};

const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const known: Record<KnownFetches['state'], (one: boolean, count: number, when: string) => string> = {
  fetched: (one, count, when) =>
    one
      ? `Hat dieses Passwort schon abgerufen, ${when} (Uhr der Anlage).`
      : `${count} davon ${either(count, 'hat', 'haben')} das neue Passwort schon abgerufen, ${either(count, '', 'zuletzt ')}${when} (Uhr der Anlage).`,
  awaited: (one, count, when) =>
    one
      ? `${atStart(when)} aufgefordert, noch nicht abgerufen.`
      : `${count} davon ${either(count, 'wurde', 'wurden')}${either(count, '', ', zuletzt')} ${when}${either(count, '', ',')} aufgefordert und ${either(count, 'hat', 'haben')} noch nicht abgerufen.`,
  asked: (one, count, when) =>
    one
      ? `${atStart(when)} aufgefordert; ob es abgerufen hat, ist nicht bekannt.`
      : `${count} davon ${either(count, 'wurde', 'wurden')}${either(count, '', ', zuletzt')} ${when}${either(count, '', ',')} aufgefordert; ob abgerufen wurde, ist nicht bekannt.`,
  failed: (one, count, when) =>
    one
      ? `Die Anlage konnte seine Konfiguration ${when} (Uhr der Anlage) nicht erzeugen.`
      : `Die Anlage konnte die Konfiguration von ${count} davon nicht erzeugen, ${either(count, '', 'zuletzt ')}${when} (Uhr der Anlage).`,
  rejected: (one, count) =>
    one
      ? 'Die Anlage hat diese Aufforderung schon einmal abgelehnt.'
      : `Für ${count} davon hat die Anlage diese Aufforderung schon einmal abgelehnt.`,
};

const unknown: Record<UnknownFetch, string> = {
  'no-pbx-time': 'Nicht bekannt: Die Anlage hat nicht mitgeteilt, wann das Passwort geändert wurde',
  forbidden: 'Nicht bekannt: Dieser API-Client darf die Ereignisse der Anlage nicht lesen',
  unreadable: 'Nicht bekannt: Die Ereignisse der Anlage lassen sich nicht lesen',
  'signed-out': 'Nicht bekannt: Rekey ist nicht mehr an der Anlage angemeldet',
  'not-watched': 'Nicht bekannt: Rekey lief nicht oder war nicht verbunden',
};

const requests: Record<FetchState, string> = {
  queued: 'Soll seine Konfiguration abrufen',
  running: 'Wird aufgefordert, seine Konfiguration abzurufen',
  accepted: 'Aufgefordert, seine Konfiguration abzurufen',
  refused: 'Die Anlage hat die Aufforderung zum Abrufen abgelehnt',
  'not-asked': 'Nicht aufgefordert: Die Anlage lehnt das für Gateways und DECT-Basen ab',
  unclear: 'Vielleicht zum Abrufen aufgefordert; die Anlage hat es nicht eindeutig bestätigt',
  cancelled: 'Nicht zum Abrufen aufgefordert (abgebrochen)',
};

const shortRequests: Record<FetchState, string> = {
  queued: 'Wird noch aufgefordert',
  running: 'Wird gerade aufgefordert',
  accepted: 'Aufgefordert',
  refused: 'Aufforderung abgelehnt',
  'not-asked': 'Nicht aufgefordert: abgelehnt',
  unclear: 'Vielleicht aufgefordert',
  cancelled: 'Nicht aufgefordert (abgebrochen)',
};

const noPage: Record<PageRefusal, string> = {
  'not-reported': 'Die Anlage meldet für dieses Gerät keine IP-Adresse.',
  'behind-sbc': 'Dieses Gerät ist hinter einem SBC. Seine Seite lässt sich von hier nicht öffnen.',
  'not-private':
    'Die Anlage meldet eine Adresse außerhalb des lokalen Netzes. Rekey öffnet nur private Adressen.',
  'not-an-address': 'Die Anlage meldet etwas anderes als eine IP-Adresse.',
  'browser-failed': 'Der Browser ließ sich nicht öffnen.',
};

function aboutUncertain(fetch: ItemFetch | undefined, count: number, at: string): string {
  if (fetch?.state === 'generated')
    return count === 1
      ? `Das Gerät hat seine Konfiguration seither abgerufen, am ${at} (Uhr der Anlage), mit dem Passwort, das die Anlage da hatte.`
      : `Alle diese Geräte haben ihre Konfiguration seither abgerufen, das letzte am ${at} (Uhr der Anlage), mit dem Passwort, das die Anlage da hatte.`;
  return `Welches Passwort ${either(count, 'das Gerät hat', 'diese Geräte haben')}, ist nicht bekannt. Versuchen Sie dieses, dann das alte.`;
}

function aboutMany(fetch: ItemFetch | undefined, count: number, at: string): string {
  const none = fetch?.devices.every(({ generatedAt }) => generatedAt === null) ?? true;
  const failed = fetch?.devices.filter(({ generatedAt, failedAt }) => !generatedAt && failedAt).length ?? 0;
  switch (fetch?.state) {
    case 'generated':
      return `Alle diese Geräte haben ihre Konfiguration mit diesem Passwort abgerufen, das letzte am ${at} (Uhr der Anlage). Wo es noch nicht funktioniert, hat das Gerät sie noch nicht übernommen.`;
    case 'not-generated':
      return failed === count
        ? 'Die Anlage konnte für keines dieser Geräte die Konfiguration erzeugen; sie haben also wohl noch ihr altes Passwort.'
        : 'Die Anlage konnte die Konfiguration mancher dieser Geräte nicht erzeugen; diese haben also wohl noch ihr altes Passwort.';
    case 'awaited':
      return `Die Anlage hat noch ${none ? 'von keinem dieser Geräte gemeldet, dass es dieses Passwort abgerufen hat' : 'nicht von allen diesen Geräten gemeldet, dass sie dieses Passwort abgerufen haben'}. Wo es nicht funktioniert, verwenden Sie das alte.`;
    case 'not-seen':
      return `Solange Rekey darauf achtete, hat die Anlage ${none ? 'von keinem dieser Geräte gemeldet, dass es dieses Passwort abgerufen hat' : 'nicht von allen diesen Geräten gemeldet, dass sie dieses Passwort abgerufen haben'}. Wo es nicht funktioniert, verwenden Sie das alte.`;
    default:
      return 'Ob diese Geräte dieses Passwort schon abgerufen haben, ist nicht bekannt. Wo es nicht funktioniert, versuchen Sie das alte.';
  }
}

export function fetching({ clock, day, moment }: Format): Texts['fetching'] {
  const when = (at: string): string => (isToday(at) ? `um ${clock(at)}` : `am ${day(at)} um ${clock(at)}`);
  const past = (at: string): string => pastTime({ clock, day }, at);
  return {
    action: 'Jetzt abrufen lassen',
    askAgain: 'Erneut auffordern …',
    actionAll: (count) =>
      count === 1 ? '1 Gerät jetzt abrufen lassen' : `${count} Geräte jetzt abrufen lassen`,
    actionSelected: (count) => (count === 0 ? 'Auswahl abrufen lassen' : `Auswahl abrufen lassen (${count})`),
    more: (of) => `Abrufen und Geräteseite: ${of}`,
    question: (count, pbx) =>
      count === 1
        ? `Dieses Gerät jetzt seine Konfiguration von ${pbx} abrufen lassen?`
        : `Diese ${count} Geräte jetzt ihre Konfiguration von ${pbx} abrufen lassen?`,
    means: ({ kind, models, count }) => means[kind](count, named(models)),
    known: ({ state, count, at }, total) => known[state](total === 1, count, at === null ? '' : when(at)),
    pace: (seconds) => `Alle ${seconds} Sekunden ein Gerät.`,
    skipped: (count) =>
      `${devices(count)} übersprungen: ${either(count, 'hat schon abgerufen oder wurde', 'haben schon abgerufen oder wurden')} schon aufgefordert`,
    progress: (done, total) => `${done} von ${total === 1 ? '1 Gerät' : `${total} Geräten`} erledigt`,
    pause: 'Abrufen anhalten',
    resume: 'Abrufen fortsetzen',
    cancel: 'Abrufen abbrechen',
    blocks:
      'Bis das abgeschlossen oder angehalten ist, lässt sich auf dieser Anlage kein Passwort neu erzeugen.',
    paused: (left) => `Abrufen angehalten, ${devices(left)} noch nicht aufgefordert`,
    pausedOn: (pbx, left) => `Abrufen auf ${pbx} angehalten: ${devices(left)} noch nicht aufgefordert`,
    pausedShort: 'Abrufen angehalten',
    pausedRuns: 'Angehaltenes Abrufen',
    elsewhere: (left) =>
      `Rekey fordert in einem Terminal oder anderen Fenster Geräte zum Abrufen auf, noch ${devices(left)}`,
    ended: (accepted, total) =>
      `${accepted} von ${total === 1 ? '1 Gerät' : `${total} Geräten`} zum Abrufen aufgefordert`,
    kindRefused: 'Diese Anlage nimmt die Aufforderung für Gateways und DECT-Basen nicht an.',
    restart: (count) =>
      `Für ${devices(count)} lehnt die Anlage die Aufforderung ab: Starten Sie ${either(count, 'es', 'sie')} selbst oder in der 3CX-Admin-Konsole neu.`,
    restartIt: 'Starten Sie es selbst oder in der 3CX-Admin-Konsole neu.',
    request: requests,
    shortRequest: shortRequests,
    state(fetch, outcome) {
      switch (fetch.state) {
        case 'generated':
          return `Konfiguration ${when(fetch.at ?? '')} (Uhr der Anlage) erzeugt${outcome === 'succeeded' ? ', nach der Änderung' : ''}`;
        case 'not-generated':
          return `Konfiguration ließ sich ${when(fetch.at ?? '')} (Uhr der Anlage) nicht erzeugen`;
        case 'awaited':
          return 'Noch nicht abgerufen';
        case 'not-seen':
          return 'Nicht abgerufen, solange Rekey darauf achtete';
        case 'unknown':
          return unknown[fetch.reason ?? 'not-watched'];
      }
    },
    shortState(fetch) {
      switch (fetch.state) {
        case 'generated':
          return `Abgerufen ${past(fetch.at ?? '')}`;
        case 'not-generated':
          return `Nicht erzeugt ${past(fetch.at ?? '')}`;
        case 'awaited':
          return 'Noch nicht abgerufen';
        case 'not-seen':
          return 'Nicht abgerufen';
        case 'unknown':
          return 'Abruf nicht bekannt';
      }
    },
    askedAt: (at) => `aufgefordert ${past(at)}`,
    chips: { unfetched: 'Nicht abgerufen', rejected: 'Abgelehnt oder nicht aufgefordert' },
    aboutPassword(item) {
      const { fetch, state } = item;
      const count = macsOf(item).length;
      const at = fetch?.at ? moment(fetch.at) : '';
      if (state !== 'succeeded') return aboutUncertain(fetch, count, at);
      if (count > 1) return aboutMany(fetch, count, at);
      switch (fetch?.state) {
        case 'generated':
          return `Das Gerät hat seine Konfiguration mit diesem Passwort am ${at} (Uhr der Anlage) abgerufen. Funktioniert es noch nicht, hat das Gerät sie noch nicht übernommen.`;
        case 'not-generated':
          return 'Die Anlage konnte die Konfiguration des Geräts nicht erzeugen; es hat also wohl noch sein altes Passwort.';
        case 'awaited':
          return 'Die Anlage hat noch nicht gemeldet, dass das Gerät dieses Passwort abgerufen hat. Verwenden Sie bis dahin das alte.';
        case 'not-seen':
          return 'Solange Rekey darauf achtete, hat die Anlage nicht gemeldet, dass das Gerät dieses Passwort abgerufen hat. Funktioniert es nicht, verwenden Sie das alte.';
        default:
          return 'Ob das Gerät dieses Passwort schon abgerufen hat, ist nicht bekannt. Funktioniert es nicht, versuchen Sie das alte.';
      }
    },
    summary: (generated, total) =>
      total === 1
        ? `${generated} von 1 Gerät hat das neue Passwort abgerufen.`
        : `${generated} von ${total} Geräten haben das neue Passwort abgerufen.`,
    page: {
      action: 'Geräteseite öffnen',
      copyToo: 'Passwort kopieren und Geräteseite öffnen',
      opened: (address) => `https://${address}/ im Browser geöffnet`,
      notOpened: noPage,
      copied: 'Das Passwort wurde kopiert.',
      notCopied: 'Das Passwort wurde nicht kopiert.',
    },
  };
}

export const fetchReasons = {
  'nothing-to-fetch': () => ({
    title: 'Nichts abzurufen',
    happened: 'Hier ist kein Gerät, das ein neues Passwort abrufen könnte.',
    next: 'Wählen Sie Geräte mit einem neuen Passwort.',
  }),
  'fetch-of-other-pbx': () => ({
    title: 'Geräte einer anderen Anlage',
    happened: 'Diese Geräte gehören zu einer anderen Anlage.',
    next: 'Wählen Sie die Anlage, zu der die Geräte gehören.',
  }),
} satisfies Partial<UsageReasons>;
