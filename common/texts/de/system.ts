import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const system = ({ number }: Counting): Texts['system'] => ({
  menu: {
    about: (app) => `Über ${app}`,
    services: 'Dienste',
    hide: (app) => `${app} ausblenden`,
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
    quit: 'Beenden',
    quitApp: (app) => `${app} beenden`,
    exit: 'Beenden',
    file: 'Datei',
    closeWindow: 'Fenster schließen',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    delete: 'Löschen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild ein/aus',
    window: 'Fenster',
    minimize: 'Im Dock ablegen',
    zoom: 'Zoomen',
    bringAllToFront: 'Alle nach vorne bringen',
  },
  leaving: {
    job: {
      message: 'Es läuft noch ein Auftrag.',
      detail:
        'Beenden hält den Auftrag an: Bereits gesendete Anfragen werden abgeschlossen, der Rest wartet, bis Sie ihn fortsetzen. Es geht nichts verloren.',
    },
    fetch: {
      message: 'Rekey fordert noch Geräte auf, ihre Konfiguration abzurufen.',
      detail:
        'Beenden hält den Vorgang an: Die bereits gesendete Anfrage wird abgeschlossen, die übrigen Geräte werden erst aufgefordert, wenn Sie ihn fortsetzen.',
    },
    pauseAndQuit: 'Anhalten und beenden',
    keepRunning: 'Weiterlaufen lassen',
  },
  progressTitle: (done, total, app) => `${number(done)} von ${number(total)} · ${app}`,
  tray: {
    idleTip: 'Rekey for 3CX',
    runningTip: (done, total) => `${number(done)} von ${number(total)} · Rekey for 3CX`,
    attentionTip: 'Rekey for 3CX · ein Auftrag erfordert Ihre Aufmerksamkeit',
    newFromClipboard: 'Neues Passwort für MAC-Adresse aus Zwischenablage',
    newPassword: 'Neues Passwort …',
    recentOn: (pbx) => `Zuletzt auf ${pbx}`,
    job: (pbx, done, total) => `${pbx}: ${number(done)} von ${number(total)}`,
    showJob: 'Auftrag anzeigen',
    pause: 'Anhalten',
    pausing: 'Wird angehalten …',
    pbx: 'Anlage',
    pbxIs: (pbx) => `Anlage: ${pbx}`,
    openWindow: 'Fenster öffnen',
    settings: 'Einstellungen',
    quit: 'Beenden',
  },
  stayed: {
    title: 'Rekey läuft weiter',
    body: (mac) =>
      `Sie finden es ${mac ? 'in der Menüleiste' : 'im Infobereich'}. Beenden Sie es über das Menü des Symbols. Das lässt sich in den Einstellungen ändern.`,
  },
  notices: {
    finished: (pbx) => `Auftrag auf ${pbx} abgeschlossen`,
    paused: (pbx) => `Auftrag auf ${pbx} angehalten`,
    interrupted: (pbx) => `Auftrag auf ${pbx} unterbrochen`,
    cancelled: (pbx) => `Auftrag auf ${pbx} abgebrochen`,
    doneOf: (done, total) => `${number(done)} von ${number(total)} erledigt.`,
    outcome: ({ succeeded, failed, uncertain }) =>
      [
        `${number(succeeded)} ${succeeded === 1 ? 'neues Passwort' : 'neue Passwörter'}`,
        failed > 0 && `${number(failed)} fehlgeschlagen`,
        uncertain > 0 && `${number(uncertain)} unklar`,
      ]
        .filter(Boolean)
        .join(', '),
    revised: (device) => `${device} hat ein anderes Passwort als das gespeicherte`,
    revisedBody: (pbx) => `Rekey hat jetzt das Passwort gespeichert, das auf ${pbx} gilt.`,
    newPassword: (device) => `Neues Passwort für ${device}`,
    noPassword: (device) => `Kein neues Passwort für ${device}`,
    uncertain: (device) => `${device}: Passwort möglicherweise geändert`,
    keeps: (device) => `Abgebrochen: ${device} behält das bisherige Passwort`,
    on: (pbx) => `Auf ${pbx}.`,
  },
  settings: {
    heading: (mac) => `${mac ? 'Menüleiste' : 'Infobereich'} und Tastenkürzel`,
    shortcut: 'Tastenkürzel für das Schnellfenster',
    shortcutHint:
      'Öffnet aus jedem Programm ein kleines Fenster für ein Gerät, mit der MAC-Adresse aus der Zwischenablage.',
    shortcutWayland:
      'Unter Wayland fragt der Desktop vielleicht nach Ihrer Zustimmung oder unterstützt keine Tastenkürzel.',
    keys: { control: 'Strg', shift: 'Umschalt' },
    record: 'Drücken Sie die Tasten',
    recordHint: 'Drücken Sie die Tasten gleichzeitig. Mit Esc bleibt das bisherige Tastenkürzel erhalten.',
    none: 'Keines',
    choose: 'Wählen …',
    change: 'Ändern …',
    use: (keys) => `${keys} verwenden`,
    remove: 'Entfernen',
    refusals: {
      'no-modifier':
        'Halten Sie zusätzlich Strg, Alt oder die Windows- bzw. Befehlstaste gedrückt: Allein dient diese Taste der Texteingabe.',
      editing: 'Für Kopieren, Einfügen oder Rückgängig reserviert.',
      closing: 'Zum Schließen von Fenstern reserviert.',
      typing: 'Erzeugt auf dieser Tastatur ein Zeichen.',
      key: 'Diese Taste kann nicht Teil eines Tastenkürzels sein.',
    },
    keep: (mac) =>
      `${mac ? 'In der Menüleiste' : 'Im Infobereich'} weiterlaufen, wenn das Fenster geschlossen wird`,
    keepHint:
      'Aufträge laufen weiter, Tastenkürzel und Benachrichtigungen funktionieren weiterhin. Beenden Sie Rekey über das Menü des Symbols.',
    endsWithWindow: 'Das Schließen des Fensters beendet Rekey',
    noTray:
      'Dieser Desktop hat keinen Infobereich; deshalb kann Rekey ohne Fenster nicht weiterlaufen. Unter GNOME fügt die Erweiterung „AppIndicator Support“ einen hinzu.',
    login: 'Beim Anmelden starten',
    loginHint: (mac) => `Startet ${mac ? 'in der Menüleiste' : 'im Infobereich'}, ohne Fenster.`,
    loginHintNoTray: 'Öffnet das Fenster, weil dieser Desktop keinen Infobereich hat.',
    on: 'Ein',
    off: 'Aus',
  },
});
