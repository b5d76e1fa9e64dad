import type { ErrorFacts, ErrorReason } from '../../errors.ts';
import type { PolicyKey, PolicyRefusal } from '../../policy.ts';
import type { policy as english, update as englishUpdate } from '../en/policy.ts';
import type { ErrorWords } from '../error-words.ts';

/** The values that a policy file may have for a key. */
const rules: Record<PolicyKey, string> = {
  pbxs: 'eine Liste mit höchstens 200 Anlagen, je mit name, address, clientId und optional fingerprint; kein Name und kein Paar aus address und clientId kommt doppelt vor',
  proxy: 'eine Adresse wie "http://proxy.example:8080" ohne Zugangsdaten oder "direct"',
  noExport: 'true oder false',
  noClipboard: 'true oder false',
  maxRetentionDays: 'eine ganze Zahl von 1 bis 3650',
  noUpdateCheck: 'true oder false',
  updateAddress: 'eine HTTPS-Adresse ohne Zugangsdaten',
};

const invalid: Record<ErrorReason<'policy-invalid'>, (facts: ErrorFacts) => string> = {
  unreadable: () => 'Die Datei ist nicht lesbar',
  'not-protected': () =>
    'Auch andere als der Administrator können die Datei oder ihren Ordner ändern; deshalb vertraut Rekey ihr nicht',
  'too-large': () => 'Die Datei ist zu groß',
  'not-json': () => 'Die Datei ist kein JSON-Objekt in UTF-8',
  'unknown-key': ({ policyKey }) => `Diese Version von Rekey kennt den Schlüssel „${policyKey ?? '…'}“ nicht`,
  'bad-value': ({ policyKey, policyRule }) => {
    const forKey = policyRule === policyKey ? '' : ` für ${policyRule}`;
    const expected = policyRule ? `. Erwartet${forKey}: ${rules[policyRule]}` : '';
    return `Der Wert von „${policyKey ?? '…'}“ ist ungültig${expected}`;
  },
};

const days = (count = 1): string => (count === 1 ? '1 Tag' : `${count} Tage`);

const forbidden: Record<PolicyRefusal, (facts: ErrorFacts) => string> = {
  pbxs: () =>
    'Die Anlagen sind auf diesem Computer fest vorgegeben. Nur deren API-Schlüssel und Geschwindigkeit lassen sich ändern.',
  export: () => 'API-Schlüssel und Passwörter dürfen auf diesem Computer nicht exportiert werden.',
  clipboard: () =>
    'Passwörter dürfen auf diesem Computer nicht in die Zwischenablage kopiert werden. Anzeigen können Sie sie weiterhin.',
  retention: ({ limit }) =>
    `Passwörter dürfen auf diesem Computer höchstens ${days(limit)} gespeichert werden.`,
  'update-address': () => 'Die Update-Prüfung ist auf diesem Computer fest vorgegeben.',
};

const updateFailures: Record<ErrorReason<'update-check-failed'>, string> = {
  unreachable: 'es kam keine brauchbare Antwort',
  certificate: 'dem Zertifikat dieses Servers vertraut dieser Computer nicht',
  'no-manifest': 'die Antwort ist kein Update-Hinweis',
  'bad-signature': 'der Hinweis ist nicht mit dem Release-Schlüssel signiert',
  outdated: 'der Hinweis ist älter als der zuletzt empfangene',
};

/** The errors of policies, in German. */
export const policyErrors: Record<
  'policy-invalid' | 'policy-forbids' | 'update-check-failed',
  (facts: ErrorFacts) => ErrorWords
> = {
  'policy-invalid': (facts) => {
    const why =
      invalid[facts.reason as ErrorReason<'policy-invalid'>]?.(facts) ?? 'Die Datei ist nicht verwendbar';
    return {
      title: 'Die Richtliniendatei Ihrer Organisation ist ungültig',
      happened: `${facts.path ?? 'Richtliniendatei'}: ${why}${facts.systemSays ? ` (${facts.systemSays})` : ''}. Ohne gültige Richtlinie startet Rekey nicht.`,
      next: 'Bitten Sie Ihren Administrator, die Datei oder ihre Rechte zu korrigieren.',
    };
  },
  'policy-forbids': (facts) => ({
    title: 'Ihre Organisation erlaubt das nicht',
    happened:
      forbidden[facts.reason as PolicyRefusal]?.(facts) ?? 'Eine Richtlinie dieses Computers verbietet es.',
    next: 'Wenden Sie sich an Ihren Administrator, wenn Sie das brauchen.',
  }),
  'update-check-failed': (facts) => ({
    title: 'Update-Prüfung fehlgeschlagen',
    happened: `${facts.host ?? 'Die Adresse'}: ${updateFailures[facts.reason as ErrorReason<'update-check-failed'>] ?? updateFailures.unreachable}${facts.status ? ` (HTTP ${facts.status})` : ''}. Die installierte Version bleibt unverändert.`,
    next:
      facts.reason === 'certificate'
        ? 'Lassen Sie das Zertifikat des Servers korrigieren oder seine Zertifizierungsstelle auf diesem Computer als vertrauenswürdig einrichten.'
        : 'Prüfen Sie die Adresse des Update-Hinweises und versuchen Sie es später erneut.',
  }),
};

/** Policies, as Settings shows them, in German. */
export const policy: typeof english = {
  heading: 'Von Ihrer Organisation vorgegeben',
  badge: 'Von Ihrer Organisation vorgegeben',
  hint: 'Diese Regeln gelten für alle an diesem Computer und haben Vorrang vor den Einstellungen darunter.',
  file: 'Richtliniendatei',
  rules: {
    pbxs: (count) =>
      `Die Anlagen sind fest vorgegeben (${count}). Sie geben nur deren API-Schlüssel ein und legen deren Geschwindigkeit fest.`,
    proxy: (proxy) => `Alle Verbindungen laufen über den Proxy ${proxy}.`,
    noProxy: 'Verbindungen laufen ohne Proxy.',
    noExport: 'API-Schlüssel und Passwörter dürfen nicht exportiert werden.',
    noClipboard: 'Passwörter dürfen nicht in die Zwischenablage kopiert werden.',
    maxRetentionDays: (limit) => `Passwörter werden höchstens ${days(limit)} gespeichert.`,
    noUpdateCheck: 'Rekey prüft nicht auf Updates.',
    updateAddress: (address) => `Rekey prüft unter ${address} auf Updates.`,
  },
  noCopying:
    'Ihre Organisation erlaubt das Kopieren von Passwörtern nicht. Anzeigen können Sie sie weiterhin.',
  noExporting: 'Ihre Organisation erlaubt den Export von API-Schlüsseln und Passwörtern nicht.',
  pbxsFixed:
    'Ihre Organisation gibt die Anlagen vor. Sie können deren API-Schlüssel eingeben und deren Geschwindigkeit festlegen.',
  notInPolicy: 'Von Ihrer Organisation nicht erlaubt',
};

/** The update check and the licence, as Settings shows them, in German. */
export const update: typeof englishUpdate = {
  section: 'Updates und Lizenz',
  check: 'Update-Prüfung',
  checkHint:
    'Einmal täglich ruft Rekey unter dieser Adresse einen signierten Hinweis ab und meldet Ihnen eine neuere Version. Rekey installiert nichts.',
  emptyForNone: 'Lassen Sie das Feld leer, um die Prüfung auszuschalten.',
  addressLabel: 'Adresse des Update-Hinweises',
  save: 'Speichern',
  checkNow: 'Jetzt prüfen',
  newest: (version) => `Version ${version} ist die neueste`,
  unavailable:
    'Diese Programmversion enthält keinen Update-Schlüssel, kann Update-Hinweise daher nicht prüfen und ruft keine ab.',
  available: (version) => `Rekey ${version} ist verfügbar`,
  availableHint: (current) =>
    `Sie haben Version ${current}. Laden Sie die neue dort herunter, wo Sie Rekey bezogen haben, oder wenden Sie sich an Ihren Administrator.`,
  about: (version) => `Rekey for 3CX ${version}`,
  aboutHint:
    'MIT-Lizenz. Ein unabhängiges Programm, nicht mit 3CX verbunden und nicht von 3CX unterstützt. 3CX ist eine Marke ihres Inhabers.',
};
