import type { Phrases } from './phrases.ts';

/** What people of a German utility write and say. */
export const phrasesDe: Phrases = {
  surnames: [
    'Albrecht',
    'Bergmann',
    'Dietrich',
    'Engel',
    'Friedrich',
    'Günther',
    'Hoffmann',
    'Jäger',
    'Köhler',
  ],
  givenNames: ['Anke', 'Bernd', 'Claudia', 'Dirk', 'Erika', 'Frank', 'Heike', 'Jürgen'],
  greeting: 'Guten Tag.',
  topics: [],
  bodies: [
    'Seit heute Morgen funktioniert das bei uns nicht: {topic}. Bitte helfen Sie uns.',
    'Können Sie mir sagen, wie ich weiter vorgehen soll? Es geht um: {topic}.',
    'Wir brauchen bis Ende der Woche eine Lösung: {topic}.',
    '{topic}. Ein Kollege hat an einem anderen Rechner dasselbe Problem.',
  ],
  answers: [
    'Bitte laden Sie die Seite neu und versuchen Sie es noch einmal; die Ursache ist behoben.',
    'Die Schritte sind im Benutzerhandbuch, Abschnitt 3, beschrieben.',
    'Wir haben die Einstellung geändert. Bitte prüfen Sie, ob es bei Ihnen jetzt funktioniert.',
  ],
  questions: [
    'Welche Version verwenden Sie?',
    'Können Sie uns ein Bildschirmfoto der Meldung schicken?',
    'Wann ist das zum ersten Mal aufgetreten?',
  ],
  replies: ['Es ist die aktuelle Version.', 'Anbei das Gewünschte.', 'Es hat am Montag angefangen.'],
  complaints: ['Es hat sich nichts geändert.', 'Das ist heute wieder passiert.'],
  handovers: [
    'Nachgestellt; am System muss etwas geändert werden.',
    'Das können wir hier nicht lösen; alle Angaben stehen im Vorgang.',
  ],
  handbacks: ['Hier nicht nachstellbar; bitte Einzelheiten erfragen.', 'Erledigt; bitte Bescheid geben.'],
  calls: ['Am Telefon geschildert: {topic}.', 'Ein Anruf wegen: {topic}.'],
  absences: ['Ich bin bis Montag nicht im Büro und antworte danach.'],
  works: ['Aktualisierung des Anwendungsservers', 'Wartung der Datenbank'],
  spam: [{ title: 'Das Angebot der Woche', body: 'Jetzt zugreifen und sparen.' }],
  entries: { default: ['siehe Schriftwechsel', 'wie beschrieben', 'keine'] },
};
