import type { deskPhones as english } from '../en/desk-phones.ts';
import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';
import { place } from './place.ts';

export const deskPhones = ({
  number,
  list,
  counted,
  allFirst,
  allDative,
}: Counting): ReturnType<typeof english> => {
  const phones = (count: number): string => counted(count, 'Tischtelefon', 'Tischtelefone');
  const total = (devices: number, users: number): string =>
    [devices > 0 && counted(devices, 'Gerät', 'Geräte'), users > 0 && counted(users, 'Nutzer', 'Nutzer')]
      .filter((part) => part !== false)
      .join(' und ');
  const totalDative = (devices: number, users: number): string =>
    [devices > 0 && counted(devices, 'Gerät', 'Geräten'), users > 0 && counted(users, 'Nutzer', 'Nutzern')]
      .filter((part) => part !== false)
      .join(' und ');

  return {
    aUser: 'einem Nutzer',
    phones,
    total,

    isOf: (owner) => `Tischtelefon von ${owner}`,
    hasUsersPassword: (count) =>
      count === 1
        ? 'Das Passwort gehört zum Nutzer, der kein weiteres Tischtelefon hat.'
        : `Das Passwort gehört zum Nutzer: dasselbe auf ${allDative(count, 'Tischtelefonen')}.`,
    unsure:
      'Rekey kann nicht sicher sagen, von welchem Nutzer das Passwort ist. Aktualisieren Sie die Geräteliste, oder erzeugen Sie das Passwort beim Nutzer in der 3CX-Admin-Konsole neu.',
    regenerateFor: (owner) => `Neu erzeugen für ${owner}`,
    allOf: (owner) => `Tischtelefone von ${owner}`,

    question: (owner, pbx) =>
      rich`Für ${strong(owner)} auf ${strong(pbx)} ein neues Tischtelefon-Passwort erzeugen?`,
    allGetIt: (count) =>
      count === 1
        ? 'Der Nutzer hat nur dieses Tischtelefon:'
        : `${allFirst(count, 'Tischtelefone')} des Nutzers bekommen es:`,
    oldOneStops: 'Das alte gilt auf jedem Telefon, bis es das neue übernommen hat.',
    control: (count) =>
      `Die Telefonsteuerung aus den Apps kann fehlschlagen, bis ${count === 1 ? 'das Telefon' : 'jedes Telefon'} seine Konfiguration abgerufen hat.`,

    headlines: {
      running: (owner) => `Tischtelefon-Passwort von ${owner} wird neu erzeugt …`,
      cancelling: (owner) => `Wird für ${owner} abgebrochen …`,
      reading: (owner) => `Tischtelefon-Passwort von ${owner} wird gelesen …`,
      succeeded: (owner) => `Neues Tischtelefon-Passwort für ${owner}`,
      replaced: (owner) => `Ersetzt: früheres Tischtelefon-Passwort von ${owner}`,
      perhapsReplaced: (owner) => `Vielleicht ersetzt: Tischtelefon-Passwort von ${owner}`,
      completedLater: (owner) =>
        `${owner} hat in einem späteren Auftrag ein neues Tischtelefon-Passwort bekommen`,
      cancelled: (owner) => `Abgebrochen: ${owner} behält das bisherige Tischtelefon-Passwort`,
      notCarriedOut: (owner) => `Kein neues Tischtelefon-Passwort für ${owner}`,
      read: (owner) => `Aktuelles Tischtelefon-Passwort von ${owner}`,
      readNone: (owner) => `${owner} hat auf der Anlage kein Tischtelefon-Passwort`,
      notRead: (owner) => `Das Tischtelefon-Passwort von ${owner} konnte nicht gelesen werden`,
      waits: (owner) => `Das neue Tischtelefon-Passwort für ${owner} wartet`,
    },
    about: (count, pbx, at) => rich`${phones(count)} auf ${pbx}${at && ` · ${at}`}`,
    replacedLater: (at, surely) =>
      surely
        ? `Ein späterer Auftrag hat diesem Nutzer ein anderes Tischtelefon-Passwort gegeben (${at}). Dieses gilt nicht mehr.`
        : `Ein späterer Auftrag hat diesem Nutzer vielleicht ein anderes Tischtelefon-Passwort gegeben (${at}).`,
    completedLater: (at, surely) =>
      surely
        ? `Ein späterer Auftrag hat diesem Nutzer ein neues Tischtelefon-Passwort gegeben (${at}). Sie finden es im Verlauf.`
        : `Ein späterer Auftrag hat diesem Nutzer vielleicht ein neues Tischtelefon-Passwort gegeben (${at}).`,
    previous: 'Vorheriges Passwort: gilt auf jedem Telefon, bis es das neue abgerufen hat',
    keepsPassword: 'Der Nutzer behält das bisherige Tischtelefon-Passwort.',
    noneToRead: 'Es wurde nichts geändert. Erzeugen Sie das Passwort neu, damit der Nutzer eines hat.',

    phonesNamed: (count, models) =>
      count === 1 || models.length === 0 ? models.join(', ') : `${phones(count)}: ${models.join(', ')}`,

    include: (count, users) => `${phones(count)} von ${counted(users, 'Nutzer', 'Nutzern')} einschließen`,
    includeHint: 'Jeder Nutzer bekommt ein neues Passwort für alle seine Tischtelefone.',
    cannotInclude: (count) =>
      count === 1
        ? '1 lässt sich nicht einschließen: Es ist nicht sicher, wessen Passwort es hat.'
        : `${number(count)} lassen sich nicht einschließen: Es ist nicht sicher, wessen Passwort sie haben.`,
    included: (count) => `${phones(count)} eingeschlossen`,
    outcomes: {
      together: (at) => `Dasselbe Passwort wie ${place(at)}`,
      unsure: 'Übersprungen: ein Tischtelefon, aber es ist unklar, wessen Passwort es hat',
    },
    allOfUser: (owner, all) =>
      all.length === 1
        ? `Einziges Tischtelefon von ${owner}: ${list(all)}`
        : `Alle Tischtelefone von ${owner}: ${list(all)}`,
    scanned: (mac, owner) => `${mac} ist ein Tischtelefon von ${owner}.`,
    canInclude: (mac, owner) => `${mac} gehört ${owner}. Unten lässt es sich einschließen.`,
    listQuestion: (devices, users, count, pbx) =>
      rich`Für ${strong(`${total(devices, users)} (${phones(count)})`)} auf ${strong(pbx)} ${devices + users === 1 ? 'ein neues Passwort' : 'neue Passwörter'} erzeugen?`,
    listOfUsers: 'Nutzer mit allen Tischtelefonen, die das neue Passwort bekommen',
    notInList: 'nicht in der Liste',
    typeTotal: (devices, users) =>
      `Zum Fortfahren ${number(devices + users)} eingeben (${total(devices, users)})`,
    checked: (devices, users, count) =>
      `Es wurde nichts geändert. ${total(devices, users)} (${phones(count)}) ${devices + users === 1 ? 'bekäme ein neues Passwort' : 'bekämen neue Passwörter'}.`,
    starting: (devices, users, pbx) =>
      `Verbindung mit ${pbx ?? 'der Anlage'} für ${total(devices, users)} wird aufgebaut. Noch wird nichts gesendet.`,

    allSucceeded: (devices, users) => {
      if (devices === 0 && users === 1) return 'Der Nutzer hat ein neues Tischtelefon-Passwort.';
      if (devices === 0) return `${allFirst(users, 'Nutzer')} haben neue Tischtelefon-Passwörter.`;
      return `${total(devices, users)} haben neue Passwörter.`;
    },
    left: (devices, users) => `Noch ${total(devices, users)} übrig.`,
    cancelRestQuestion: (devices, users) => `Noch übrig: ${total(devices, users)}. Abbrechen?`,
    retryQuestion: {
      failed: (devices, users, pbx) =>
        `Auf ${pbx} fehlgeschlagen: ${total(devices, users)}. Erneut versuchen?`,
      uncertain: (devices, users, pbx) => `Auf ${pbx} unklar: ${total(devices, users)}. Erneut versuchen?`,
      cancelled: (devices, users, pbx) =>
        `Auf ${pbx} bei ${totalDative(devices, users)} abgebrochen. Noch einmal ausführen?`,
    },
    retryHint:
      'Alle Tischtelefone eines Nutzers bekommen das neue Passwort. Die Telefonsteuerung aus den Apps kann fehlschlagen, bis jedes Telefon seine Konfiguration abgerufen hat.',
    moreMacs: (count) => `+${number(count)}`,
  };
};
