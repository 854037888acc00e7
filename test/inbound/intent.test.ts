import { describe, expect, test } from 'vitest';
import { intentOf } from '../../src/inbound/intent.ts';

describe('an answer wants', () => {
  test.each([
    ['Happy to chat, does Thursday at 3pm work?', 'positive_willing_to_meet'],
    ['Gerne, passt Ihnen ein Termin am Dienstag?', 'positive_willing_to_meet'],
    ['Volontiers, on peut prévoir un appel mardi ?', 'positive_willing_to_meet'],
    ['Claro, podemos hablar el martes', 'positive_willing_to_meet'],
    ['来週お打ち合わせ可能でしょうか', 'positive_willing_to_meet'],
    ['Can you send me pricing?', 'positive_need_information'],
    ['Schicken Sie mir bitte weitere Informationen.', 'positive_need_information'],
    ['資料を送ってください', 'positive_need_information'],
    ['Sounds interesting.', 'positive_misc_reasons'],
    ['Please contact Sara Lind about this, she handles events.', 'referral_specific_contacts'],
    ['We already have a vendor for this.', 'objection_already_has_solution'],
    ["No thanks, we're all set with our current provider.", 'objection_already_has_solution'],
    ['Wir haben bereits einen Anbieter.', 'objection_already_has_solution'],
    ['Not right now, circle back next quarter.', 'objection_bad_timing'],
    ['There is no budget for it.', 'objection_financial'],
    ['予算がありません', 'objection_financial'],
    ["I'm not the right person.", 'objection_not_right_person'],
    ['担当ではありません', 'objection_not_right_person'],
    ['Not interested.', 'objection_no_reason'],
    ['Kein Interesse.', 'objection_no_reason'],
    ["We're too small for this.", 'objection_other_reasons'],
    ['', 'empty_body'],
    ['Which way did the geese fly', null],
  ])('%s', (text, intent) => expect(intentOf(text).intent).toBe(intent));
});
