import type { Texts } from '../en/index.ts';
import { code, rich } from '../rich.ts';
import type { Counting } from './counting.ts';

export const jobs = ({ number, devices, counted, allFirst }: Counting): Texts['jobs'] => {
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
    startedAt: (when) => `gestartet ${when}`,
    createdAt: (when) => `angelegt ${when}`,
    took: (when, duration) => `${when}, Dauer ${duration}`,
    followUpTo: (id) => `Folgeauftrag zu Auftrag ${id}`,

    counts: {
      succeeded: (count) => counted(count, 'neues Passwort', 'neue Passwörter'),
      failed: (count) => `${number(count)} fehlgeschlagen`,
      uncertain: (count) => `${number(count)} unklar`,
      cancelled: (count) => `${number(count)} abgebrochen`,
      skipped: (count) => `${number(count)} übersprungen`,
    },
    doneOf: (done, total) => `${number(done)} von ${number(total)}`,

    progress: 'Fortschritt',
    progressOf: (id) => `Fortschritt von Auftrag ${id}`,
    runElsewhere:
      'Läuft in einem anderen Programm, etwa im Terminal. Halten Sie den Auftrag dort an oder brechen Sie ihn dort ab.',
    waitingForSent: 'Bereits gesendete Anfragen werden abgeschlossen',
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
      'Bereits gesendete Anfragen werden abgeschlossen. Um den Rest später auszuführen, halten Sie den Auftrag an.',
    cancelStoppedHint: 'Erledigte Geräte und ihre gespeicherten Passwörter bleiben unverändert.',
    askCancelRest: 'Übrige abbrechen …',
    keepJob: 'Auftrag behalten',
    resume: 'Fortsetzen',
    resuming: 'Wird fortgesetzt …',
    left: (left) => `${left === 0 ? 'Keine Geräte mehr übrig' : `Noch ${devices(left)} übrig`}.`,
    onlyReadBack: 'Für unklare wird das Passwort nur ausgelesen, nicht neu erzeugt.',
    pbxGone: (pbx, url) =>
      `${pbx} ist nicht mehr eingerichtet. Um den Auftrag fortzusetzen, fügen Sie wieder eine Anlage mit der Adresse ${url} hinzu.`,
    interrupted: 'Rekey wurde beendet, während dieser Auftrag lief',
    completedQuestion: (count, left) =>
      `${count === left ? (count === 1 ? 'Das übrige Gerät hat' : `${allFirst(count, 'übrigen Geräte')} haben`) : `${number(count)} der ${number(left)} übrigen Geräte ${count === 1 ? 'hat' : 'haben'}`} in einem späteren Auftrag ein neues Passwort bekommen.`,
    completedHint: (surely) =>
      surely
        ? 'Diese Passwörter werden vielleicht schon verwendet. Neu erzeugen macht sie ungültig.'
        : 'Bei manchen ist das Ergebnis des späteren Auftrags unklar. Neu erzeugen macht die früheren Passwörter ungültig.',
    resumeWithout: (rest) =>
      rest === 0 ? 'Überspringen und abschließen' : `Überspringen und fortsetzen (${number(rest)})`,
    resumeWith: () => 'Auch neu erzeugen',
    pausedByPerson: 'Auftrag angehalten',

    outcome: 'Ergebnis',
    reasons: 'Gründe und nächste Schritte',
    allSucceeded: (total) =>
      total === 1
        ? 'Das Gerät hat ein neues Passwort.'
        : `${allFirst(total, 'Geräte')} haben ein neues Passwort.`,
    sentence: (counts) => `${counts}.`,
    cancelledBefore: 'abgebrochen, bevor eine Anfrage ausgeführt wurde',
    skippedBecause: 'übersprungen: von einem späteren Auftrag erledigt',
    notAgain: (which) => `Schon erledigt: ${which}.`,
    runAgain: {
      failed: (count) => `Fehlgeschlagene erneut versuchen (${number(count)})`,
      uncertain: (count) => `Unklare erneut versuchen (${number(count)})`,
      cancelled: (count) => `Abgebrochene ausführen (${number(count)})`,
    },
    runAgainQuestion: {
      failed: (count, pbx) =>
        count === 1
          ? `Das fehlgeschlagene Gerät auf ${pbx} erneut versuchen?`
          : `Die ${number(count)} fehlgeschlagenen Geräte auf ${pbx} erneut versuchen?`,
      uncertain: (count, pbx) =>
        count === 1
          ? `Das unklare Gerät auf ${pbx} erneut versuchen?`
          : `Die ${number(count)} unklaren Geräte auf ${pbx} erneut versuchen?`,
      cancelled: (count, pbx) =>
        count === 1
          ? `Das abgebrochene Gerät auf ${pbx} jetzt ausführen?`
          : `Die ${number(count)} abgebrochenen Geräte auf ${pbx} jetzt ausführen?`,
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
      cancelled: 'Ausführen',
    },
    runAgainStarting: 'Wird gestartet …',

    devices: {
      label: (id) => `Geräte von Auftrag ${id}`,
      show: 'Angezeigte Geräte',
      all: 'Alle',
      search: 'MAC, Name, Modell, Nst.',
      none: 'Keine passenden Geräte',
      keys: (select) => `${select} oder Umschalt wählt mehrere aus, Enter zeigt ein Passwort.`,
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
        uncertain: 'Unklar',
        running: 'In Arbeit',
        queued: 'Steht aus',
        cancelled: 'Abgebrochen',
        skipped: 'Übersprungen',
      },
      tries: (count) => counted(count, 'Versuch', 'Versuche'),
      try: (count) => `${number(count)}. Versuch`,
      waiting: (reason, left) => `${reason}, neuer Versuch ${left ? `in ${left}` : 'jetzt'}`,
      passwordGone: 'Passwort nicht mehr gespeichert',
      notTold: 'Die Anlage hat das Passwort nicht mitgeteilt',
      readBack: 'Passwort aus der Anlage ausgelesen',
      oldOrNew: 'Ausgelesen: altes oder neues Passwort',
      notReadBack: 'Passwort konnte nicht ausgelesen werden',
      notReadBackYet: 'Passwort noch nicht ausgelesen',
      settled: 'Keine eindeutige Antwort, aber neues Passwort',
      settling: (clock) => `Nächste Prüfung um ${clock}`,
      revised: (at) => `Anderes Passwort gefunden (${at})`,
      notCarriedOut: 'Keine Anfrage ausgeführt',
      notListed: 'Nicht in der Geräteliste dieser Anlage',
      listedOn: (pbx) => `Nicht auf dieser Anlage, aber auf ${pbx}`,
      deskPhone: (owner) => (owner ? `Tischtelefon von ${owner}` : 'Ein Tischtelefon'),
      replaced: (at) => `ersetzt ${at}`,
      perhapsReplaced: (at) => `möglicherweise ersetzt ${at}`,
      completedLater: (at) => `von einem späteren Auftrag erledigt (${at})`,
      perhapsCompletedLater: (at) => `möglicherweise von einem späteren Auftrag erledigt (${at})`,
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
      written: (path) => rich`Gespeichert als ${code(path)}`,
      unreadable: (passwords) =>
        passwords === 1
          ? 'Ein Passwort fehlt: Es lässt sich nicht öffnen, weil sein Schlüssel nicht im Schlüsselbund ist.'
          : `${number(passwords)} Passwörter fehlen: Sie lassen sich nicht öffnen, weil ihr Schlüssel nicht im Schlüsselbund ist.`,
    },
  };
};
