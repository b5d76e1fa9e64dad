import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, type ErrorWords, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, status } from './facts.ts';

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'die Verbindung wurde abgewiesen',
  'timed-out': 'es kam keine Antwort in der vorgesehenen Zeit',
  'host-unknown': 'der Name lässt sich nicht auflösen',
  'no-route': 'es gibt keine Route dorthin',
  reset: 'die Verbindung wurde zurückgesetzt',
  'tls-failed': 'es kam keine sichere Verbindung zustande',
  other: 'die Verbindung ist fehlgeschlagen',
};

const unreachableWhy: Record<
  ErrorReason<'pbx-unreachable'>,
  (host: string) => Pick<ErrorWords, 'happened' | 'next'>
> = {
  'local-network': (host) => ({
    happened: `${host}: ${unreachable['no-route']}. Vielleicht blockiert macOS den Zugriff auf das lokale Netzwerk.`,
    next: 'Erlauben Sie ihn Rekey (oder der Terminal-App, wenn Sie den Terminalbefehl verwenden) unter Systemeinstellungen > Datenschutz & Sicherheit > Lokales Netzwerk, und versuchen Sie es erneut. Ist er schon erlaubt, prüfen Sie das Netzwerk oder VPN und die Adresse.',
  }),
  'key-usage': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. Im Zertifikat der Anlage fehlt bei der Schlüsselverwendung „Digitale Signatur“, die diese Verbindung braucht.`,
    next: 'Ersetzen Sie das Zertifikat der Anlage durch eines mit der Schlüsselverwendung „Digitale Signatur“. Bis dahin kann sich vielleicht der Terminalbefehl verbinden.',
  }),
  'tls-version': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. Angeboten werden nur TLS-Versionen vor 1.2; diese sind nicht sicher.`,
    next: 'Aktualisieren Sie die Anlage oder die Firewall oder den Reverse-Proxy davor, sodass TLS 1.2 oder neuer angeboten wird.',
  }),
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'es ist selbst signiert',
  'unknown-authority': 'es stammt von einer Zertifizierungsstelle, der dieser Computer nicht vertraut',
  expired: 'es ist abgelaufen, oder die Uhr dieses Computers geht falsch',
  'not-yet-valid': 'es gilt noch nicht, oder die Uhr dieses Computers geht falsch',
  'wrong-host': 'es ist auf einen anderen Namen ausgestellt',
};

const proxy: Record<ErrorReason<'proxy-failed'>, (host: string) => Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: () => ({
    happened: 'HTTPS_PROXY oder ALL_PROXY enthält keine Proxy-Adresse.',
    next: 'Schreiben Sie sie als http://host:port, https://host:port oder socks5://host:port.',
  }),
  socks4: () => ({
    happened: 'Der Proxy ist ein SOCKS-Proxy der Version 4, den Rekey nicht verwenden kann.',
    next: 'Verwenden Sie einen SOCKS-Proxy der Version 5 (socks5://) oder einen HTTP-Proxy.',
  }),
  script: () => ({
    happened:
      'Die Netzwerkeinstellungen dieses Computers nennen keinen Proxy, den Rekey verwenden kann, oder ihr Proxy-Skript (PAC) hat nicht geantwortet.',
    next: 'Prüfen Sie diese Einstellungen oder setzen Sie HTTPS_PROXY, bevor Sie Rekey starten.',
  }),
  'socks-forbids': (host) => ({
    happened: `${host}, ein SOCKS-Proxy, erlaubt keine Verbindung zur Anlage.`,
    next: 'Bitten Sie dessen Administrator, Adresse und Port der Anlage zu erlauben, oder umgehen Sie den Proxy für die Anlage (NO_PROXY).',
  }),
  'socks-unreached': (host) => ({
    happened: `${host}, ein SOCKS-Proxy, konnte die Anlage nicht erreichen.`,
    next: 'Prüfen Sie Adresse und Port der Anlage und ob sie läuft. Ist sie nur ohne Proxy erreichbar, umgehen Sie den Proxy für die Anlage (NO_PROXY).',
  }),
};

/** What a log-in page had been sent when it answered. */
const sent: Record<NonNullable<ErrorFacts['sent']>, { happened: string; next: string }> = {
  key: {
    happened: 'Der API-Schlüssel war bereits dorthin gesendet worden.',
    next: ' Wenn Sie nicht wissen, wessen Seite das ist, erzeugen Sie in der 3CX-Admin-Konsole einen neuen API-Schlüssel.',
  },
  token: {
    happened:
      'Ein befristetes Zugriffstoken war bereits dorthin gesendet worden, aber weder Schlüssel noch Passwort.',
    next: '',
  },
};

export const networkErrors = ({ date }: Counting) =>
  ({
    'pbx-unreachable': (facts) => ({
      title: 'Die Anlage ist nicht erreichbar',
      ...(entryOf(unreachableWhy, facts.reason)?.(at(facts)) ?? {
        happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
        next:
          facts.unreachable === 'host-unknown'
            ? 'Prüfen Sie das Netzwerk und die Schreibweise der Adresse. Wird diese Anlage über ein VPN erreicht, verbinden Sie es zuerst: Vielleicht ist ihr Name nur dort bekannt.'
            : 'Prüfen Sie das Netzwerk oder VPN und die Adresse. Selbst gehostete Systeme verwenden oft Port 5001: https://…:5001.',
      }),
    }),

    'proxy-failed': (facts) => ({
      title: 'Der Proxy lässt die Verbindung nicht durch',
      ...(entryOf(proxy, facts.reason)?.(facts.host ?? 'Der Proxy') ?? {
        happened: `${facts.host ?? 'Der Proxy'}${status(facts)} hat keine Verbindung zur Anlage hergestellt.`,
        next: 'Prüfen Sie den Proxy in den Netzwerkeinstellungen dieses Computers oder in HTTPS_PROXY, falls gesetzt. Oder umgehen Sie den Proxy für die Anlage (NO_PROXY).',
      }),
    }),

    'proxy-login': (facts) => {
      const host = facts.host ?? 'Der Proxy';
      if (facts.reason === 'unsupported')
        return {
          title: 'Der Proxy verlangt eine Art der Anmeldung, die Rekey nicht unterstützt',
          happened: `${host} akzeptiert nur ${facts.choices?.join(', ') || 'eine andere Art der Anmeldung'}. Rekey kann sich mit Benutzername und Passwort anmelden (Basic).`,
          next: 'Bitten Sie dessen Administrator, die Adresse der Anlage ohne Anmeldung durchzulassen oder Basic zu erlauben.',
        };
      if (facts.reason === 'refused')
        return {
          title: 'Der Proxy hat die Anmeldung abgelehnt',
          happened: `${host} hat diesen Benutzernamen und dieses Passwort abgelehnt. Rekey sendet sie nicht erneut: Fehlversuche können das Konto sperren.`,
          next: 'Geben Sie die richtigen Zugangsdaten ein.',
        };
      return {
        title: 'Der Proxy verlangt eine Anmeldung',
        happened: `${host} verlangt Benutzername und Passwort, bevor er eine Verbindung zur Anlage herstellt.`,
        next: 'Geben Sie Ihre Zugangsdaten für den Proxy ein.',
      };
    },

    'captive-portal': (facts) => ({
      title: 'Dieses Netzwerk erfordert eine Anmeldung',
      happened: `Statt ${facts.host ?? facts.pbx ?? 'der Anlage'} hat etwas anderes geantwortet${status(facts)}${facts.portal ? ` und an ${facts.portal} weitergeleitet` : ''}: meist die Anmeldeseite eines Gastnetzes. ${facts.sent ? sent[facts.sent].happened : 'Es wurde weder ein Schlüssel noch ein Passwort gesendet.'}`,
      next: `Öffnen Sie eine beliebige Seite in einem Browser, melden Sie sich dort am Netzwerk an und versuchen Sie es erneut.${facts.portal ? ` Ist das kein Gastnetz, lautet die Adresse der Anlage jetzt vielleicht ${facts.portal}.` : ''}${facts.sent ? sent[facts.sent].next : ''}`,
    }),

    'certificate-untrusted': (facts) => ({
      title: 'Dem Zertifikat der Anlage wird nicht vertraut',
      happened: `${at(facts)} zeigt ein Zertifikat, das sich nicht prüfen lässt: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. Ausgestellt ist es auf ${facts.certificateSubject ?? 'einen ungenannten Host'}, gültig bis ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'zu einem unbekannten Datum'}. SHA-256-Fingerabdruck: ${facts.fingerprint ?? 'unbekannt'}`,
      next: 'Vergleichen Sie den Fingerabdruck mit dem Zertifikat der Anlage selbst: Öffnen Sie deren Adresse im Browser eines Computers im Netz der Anlage und lassen Sie sich dort das Zertifikat anzeigen. Stimmen beide überein, vertrauen Sie nur diesem Zertifikat. Sonst fängt vielleicht jemand die Verbindung ab: Fahren Sie nicht fort.',
    }),

    'certificate-changed': (facts) => ({
      title: 'Das Zertifikat der Anlage ist nicht das hinterlegte',
      happened: `${at(facts)} zeigt jetzt ${facts.fingerprint ?? 'ein anderes Zertifikat'}; hinterlegt ist ${facts.pinnedFingerprint ?? 'ein anderes'}. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
      next: 'Klären Sie, ob das Zertifikat erneuert wurde, und vergleichen Sie den Fingerabdruck: Öffnen Sie die Adresse der Anlage im Browser eines Computers im Netz der Anlage und lassen Sie sich dort das Zertifikat anzeigen. Stimmen beide überein, vertrauen Sie dem neuen. Sonst fängt vielleicht jemand die Verbindung ab: Fahren Sie nicht fort.',
    }),
  }) satisfies Partial<ErrorTexts>;
