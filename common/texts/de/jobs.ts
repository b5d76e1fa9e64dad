import type { Texts } from '../en/index.ts';
import { code, rich } from '../rich.ts';
import type { Counting } from './counting.ts';

export const jobs = ({ number, devices, counted }: Counting): Texts['jobs'] => {
  const sortNames = {
    state: 'Status',
    device: 'Gerät',
    mac: 'MAC',
    ended: 'Ende',
    position: 'Reihenfolge der Liste',
  };
  return {
    job: (id) => `Auftrag ${id}`,
    jobOn: (id, pbx) => `Auftrag ${id} auf ${pbx}`,
    reading: 'Auftrag wird gelesen …',
    states: {
      planned: 'Nicht gestartet',
      waiting: 'Wartet auf die Anlage',
      running: 'Läuft',
      paused: 'Angehalten',
      interrupted: 'Unterbrochen',
      finished: 'Abgeschlossen',
      cancelled: 'Abgebrochen',
    },
    by: (user) => `von ${user}`,
    since: (when) => `seit ${when}`,
    took: (when, duration) => `${when}, Dauer ${duration}`,
    again: 'erneut:',
    devicesOfJob: (id) => `Geräte aus Auftrag ${id}`,

    counts: {
      succeeded: (count) => counted(count, 'neues Passwort', 'neue Passwörter'),
      failed: (count) => `${number(count)} fehlgeschlagen`,
      uncertain: (count) => `${number(count)} ungewiss`,
      cancelled: (count) => `${number(count)} abgebrochen`,
      skipped: (count) => `${number(count)} übersprungen`,
    },
    doneOf: (done, total) => `${number(done)} von ${number(total)}`,

    progress: 'Fortschritt',
    progressOf: (id) => `Fortschritt von Auftrag ${id}`,
    runElsewhere: 'Läuft in einem anderen Programm, etwa im Terminal; beenden Sie ihn dort.',
    waitingForSent: 'Wartet auf das, was schon gesendet wurde',
    goingOn: (reason, left) => `${reason}, weiter ${left ? `in ${left}` : 'jetzt'}`,
    starting: 'Wird gestartet',
    pace: (perSecond) => `${number(perSecond, 1)}/s`,
    pause: 'Anhalten',
    pausing: 'Wird angehalten …',
    cancelRest: 'Übrige abbrechen',
    cancelRestQuestion: (left) =>
      left === 1 ? 'Das übrige Gerät abbrechen?' : `Die übrigen ${number(left)} Geräte abbrechen?`,
    goOn: 'Weiterlaufen lassen',
    cancelRunningHint:
      'Was schon gesendet wurde, wird zu Ende geführt. „Anhalten“ hebt den Rest stattdessen für später auf.',
    cancelStoppedHint: 'Was getan ist, bleibt getan, samt den Passwörtern.',
    askCancelRest: 'Übrige abbrechen …',
    keepJob: 'Auftrag behalten',
    resume: 'Fortsetzen',
    resuming: 'Wird fortgesetzt …',
    left: (left) =>
      `${left === 0 ? 'Keine Geräte mehr übrig' : `Noch ${devices(left)} übrig`}. Für unklare wird das Passwort nur ausgelesen, nicht neu erzeugt.`,
    pbxGone: (pbx, url) =>
      `${pbx} ist nicht mehr eingerichtet. Um den Auftrag fortzusetzen, fügen Sie wieder eine Anlage mit der Adresse ${url} hinzu.`,
    interrupted: 'Rekey wurde beendet, während dieser Auftrag lief',
    completedQuestion: (count, left) =>
      `${count === left ? (count === 1 ? 'Das übrige Gerät hat' : `Alle ${number(count)} übrigen Geräte haben`) : `${number(count)} der ${number(left)} übrigen Geräte ${count === 1 ? 'hat' : 'haben'}`} in einem späteren Auftrag ein neues Passwort bekommen.`,
    completedHint: (surely) =>
      surely
        ? 'Diese Passwörter werden vielleicht schon verwendet. Ein weiteres macht sie ungültig.'
        : 'Bei manchen ist der spätere Auftrag unklar. Ein weiteres Passwort macht die früheren ungültig.',
    resumeWithout: (rest) =>
      rest === 0 ? 'Überspringen und abschließen' : `Überspringen und fortsetzen (${number(rest)})`,
    resumeWith: () => 'Auch neu erzeugen',
    pausedByPerson: 'Auftrag angehalten',

    outcome: 'Ergebnis',
    reasons: 'Gründe und nächste Schritte',
    allSucceeded: (total) =>
      total === 1 ? 'Das Gerät hat ein neues Passwort.' : `Alle ${devices(total)} haben ein neues Passwort.`,
    sentence: (counts) => `${counts}.`,
    cancelledBefore: 'abgebrochen, bevor etwas gesendet wurde',
    skippedBecause: 'übersprungen: von einem späteren Auftrag erledigt',
    notAgain: (which) => `Übersprungen: ${which}.`,
    runAgain: {
      failed: (count) => `Fehlgeschlagene erneut versuchen (${number(count)})`,
      uncertain: (count) => `Unklare erneut versuchen (${number(count)})`,
      cancelled: (count) => `Abgebrochene erneut ausführen (${number(count)})`,
    },
    runAgainQuestion: {
      failed: (count, pbx) =>
        count === 1
          ? `Für das fehlgeschlagene Gerät auf ${pbx} noch einmal ein Passwort erzeugen?`
          : `Für die ${number(count)} fehlgeschlagenen Geräte auf ${pbx} noch einmal Passwörter erzeugen?`,
      uncertain: (count, pbx) =>
        count === 1
          ? `Für das unklare Gerät auf ${pbx} noch einmal ein Passwort erzeugen?`
          : `Für die ${number(count)} unklaren Geräte auf ${pbx} noch einmal Passwörter erzeugen?`,
      cancelled: (count, pbx) =>
        count === 1
          ? `Für das abgebrochene Gerät auf ${pbx} jetzt ein Passwort erzeugen?`
          : `Für die ${number(count)} abgebrochenen Geräte auf ${pbx} jetzt Passwörter erzeugen?`,
    },
    runAgainHint: {
      failed: 'Damit startet ein neuer Auftrag. Geräte mit neuem Passwort bleiben unverändert.',
      uncertain:
        'Diese Geräte haben vielleicht schon ein neues Passwort. Ein neuer Versuch ersetzt es durch ein weiteres.',
      cancelled: 'Damit startet ein neuer Auftrag. Geräte mit neuem Passwort bleiben unverändert.',
    },
    runAgainYes: {
      failed: 'Erneut versuchen',
      uncertain: 'Erneut versuchen',
      cancelled: 'Erneut ausführen',
    },
    runAgainStarting: 'Wird gestartet …',

    devices: {
      label: (id) => `Geräte von Auftrag ${id}`,
      show: 'Angezeigte Geräte',
      all: 'Alle',
      search: 'MAC, Name, Modell, Nummer',
      none: 'Keine passenden Geräte',
      keys: 'Strg oder Umschalt wählt mehrere aus, Enter zeigt ein Passwort.',
      shown: (count, total) => `${number(count)} von ${number(total)} angezeigt.`,
      copySelected: (count) => (count === 0 ? 'Auswahl kopieren' : `Auswahl kopieren (${number(count)})`),
    },
    columns: {
      state: 'Status',
      device: 'Gerät',
      mac: 'MAC',
      ended: 'Ende',
      position: 'Reihenfolge',
    },
    sortBy: 'Sortieren',
    sortByColumn: {
      state: 'Nach Status sortieren',
      device: 'Nach Gerät sortieren',
      mac: 'Nach MAC sortieren',
      ended: 'Nach Ende sortieren',
      position: 'Nach Reihenfolge der Liste sortieren',
    },
    sorted: (by, descending) =>
      `Sortiert nach ${sortNames[by]}, ${descending ? 'absteigend' : 'aufsteigend'}`,

    items: {
      states: {
        succeeded: 'Neues Passwort',
        failed: 'Fehlgeschlagen',
        uncertain: 'Ungewiss',
        running: 'In Arbeit',
        queued: 'Steht aus',
        cancelled: 'Abgebrochen',
        skipped: 'Übersprungen',
      },
      tries: (count) => `${number(count)} Versuche`,
      try: (count) => `${number(count)}. Versuch`,
      waiting: (reason, left) => `${reason}, neuer Versuch ${left ? `in ${left}` : 'jetzt'}`,
      passwordGone: 'Passwort nicht mehr aufbewahrt',
      notTold: 'Die Anlage hat das Passwort nicht mitgeteilt',
      readBack: 'Passwort von der Anlage gelesen',
      oldOrNew: 'Passwort zurückgelesen: alt oder neu',
      notReadBack: 'Kein Passwort ließ sich zurücklesen',
      notReadBackYet: 'Passwort noch nicht zurückgelesen',
      settled: 'Keine eindeutige Antwort, aber neues Passwort',
      settling: (clock) => `Wird um ${clock} erneut gelesen`,
      revised: (clock) => `Um ${clock} anderes Passwort gefunden`,
      nothingSent: 'Es wurde nichts gesendet',
      notListed: 'Auf dieser Anlage nicht gelistet',
      listedOn: (pbx) => `Nicht auf dieser Anlage gelistet, aber auf ${pbx}`,
      deskPhone: (owner) => (owner ? `Tischtelefon von ${owner}` : 'Ein Tischtelefon'),
      replaced: (at) => `ersetzt ${at}`,
      perhapsReplaced: (at) => `vielleicht ersetzt ${at}`,
      completedLater: (at) => `von einem späteren Auftrag erledigt (${at})`,
      perhapsCompletedLater: (at) => `vielleicht von einem späteren Auftrag erledigt (${at})`,
    },

    export: {
      open: 'Exportieren …',
      title: (id) => `Auftrag ${id} exportieren`,
      format: 'Format',
      csv: 'CSV, für eine Tabellenkalkulation',
      json: 'JSON, für ein Programm',
      passwords: 'Passwörter im Klartext aufnehmen: Wer die Datei öffnet, kann sie lesen',
      withPasswords: 'Mit Passwörtern exportieren …',
      without: 'Exportieren …',
      close: 'Schließen',
      risky: (names, count) =>
        `${count === 1 ? '1 Passwort beginnt' : `${number(count)} Passwörter beginnen`} wie eine Formel, eine Zahl oder ein Datum: ${names}. Die Datei enthält ${count === 1 ? 'es' : 'sie'} genau; eine Tabellenkalkulation zeigt vielleicht etwas anderes. Importieren Sie die Passwortspalte als Text.`,
      moreDevices: (count) => `${number(count)} weitere`,
      written: (path) => rich`Geschrieben in ${code(path)}`,
      unreadable: (passwords) =>
        passwords === 1
          ? 'Ein Passwort fehlt: Es lässt sich nicht öffnen, weil sein Schlüssel nicht im Schlüsselbund ist.'
          : `${number(passwords)} Passwörter fehlen: Sie lassen sich nicht öffnen, weil ihr Schlüssel nicht im Schlüsselbund ist.`,
    },
  };
};
