/** Days of return that a note counts, ends, or gives to somebody else. Thursday, 4 March 2027. */
import { expect, test } from 'vitest';
import { returnAtMs, statesReturn } from '../../../src/inbound/dates/return-date.ts';

const NOW_MS = Date.parse('2027-03-04T10:00:00Z');

function returnDay(text: string): string | null {
  const atMs = returnAtMs(text, NOW_MS, null) ?? returnAtMs(text, NOW_MS, null, true);
  return atMs === null ? null : new Date(atMs).toISOString().slice(0, 10);
}

test.each([
  ['I will be back in two weeks.', '2027-03-18'],
  ['Back in 10 days.', '2027-03-14'],
  ['Ich bin in zwei Wochen wieder da.', '2027-03-18'],
  ['De retour dans une semaine.', '2027-03-11'],
  ['Vuelvo en dos semanas.', '2027-03-18'],
  ['Torno tra due settimane.', '2027-03-18'],
  ['Volto daqui a duas semanas.', '2027-03-18'],
  ['2週間後に戻ります。', '2027-03-18'],
  ['I am out this week. Back a week on Monday.', '2027-03-15'],
  ['再来週の月曜日に戻ります。', '2027-03-15'],
  ['Back next month, on the 5th.', '2027-04-05'],
  ['Am 5. des nächsten Monats bin ich zurück.', '2027-04-05'],
  ['De retour le 5 du mois prochain.', '2027-04-05'],
  ['来月5日に戻ります。', '2027-04-05'],
  ['3月いっぱい休職しております。', '2027-04-01'],
  ['3月末まで不在です。', '2027-04-01'],
  ['お支払いは3月末です。', null],
])('counted from today: %s', (text, day) => expect(returnDay(text)).toBe(day));

test.each([
  ['My leave ends on 19 March.', '2027-03-20'],
  ['Mein Urlaub endet am 19. März.', '2027-03-20'],
  ['Mes congés se terminent le 19 mars.', '2027-03-20'],
  ['Mis vacaciones terminan el 19 de marzo.', '2027-03-20'],
  ['Le mie ferie finiscono il 19 marzo.', '2027-03-20'],
  ['As minhas férias terminam a 19 de março.', '2027-03-20'],
  ['Absent de lundi à mercredi.', '2027-03-11'],
  ['I am out of the office on 8 March.', '2027-03-09'],
  ['Am 8. März bin ich nicht im Büro.', '2027-03-09'],
  ['Le 8 mars je suis absent.', '2027-03-09'],
  ["L'8 marzo sono fuori ufficio.", '2027-03-09'],
  ['No dia 8 de março estarei fora.', '2027-03-09'],
  ['3月8日は休暇をいただきます。', '2027-03-09'],
  ['I am away until 19 March and back the day after.', '2027-03-20'],
])('behind the last day away: %s', (text, day) => expect(returnDay(text)).toBe(day));

test.each([
  [
    'a weekend lies between',
    'En déplacement du lundi 8 au vendredi 19 mars, je traiterai votre message dès le lundi 22 mars.',
    '2027-03-22',
  ],
  ['a heading follows', '休業期間：2027年3月8日～3月19日\n営業再開：2027年3月22日', '2027-03-22'],
  ['one is taken back', 'My holiday was extended: not 15 March but 22 March.', '2027-03-22'],
  [
    'somebody stands in first',
    'Jo covers for me until 12 March. I am away until 19 March.',
    '2027-03-19',
  ],
  ['somebody stands in, no more', 'Sam me sustituye hasta el 19 de marzo.', '2027-03-20'],
  [
    'it cannot wait, German',
    'Wenn es nicht bis zum 22. März warten kann, rufen Sie Jo an.',
    '2027-03-22',
  ],
  ['it cannot wait, Portuguese', 'Se não puder esperar até 22 de março, ligue à Jo.', '2027-03-22'],
])('of two readings the right one: %s', (_, text, day) => expect(returnDay(text)).toBe(day));

test.each([
  "We'll get back to you on Monday.",
  'Wir melden uns am Montag wieder bei Ihnen.',
  'Nous reviendrons vers vous lundi.',
  'Das Angebot endet am 19. März.',
])('nobody returns who will write: %s', (text) => expect(statesReturn(text, NOW_MS)).toBe(false));
