import { describe, expect, test } from 'vitest';
import { optOutRule } from '../../src/inbound/opt-out.ts';

describe('a request to stop', () => {
  test.each([
    'STOP',
    'I would like to be removed from this list.',
    'Unsubscribe.',
    'Please unsubscribe me',
    'Take us off your mailing list.',
    'Stop emailing me!',
    'Do not contact me again.',
    'I do not want to receive any more emails from you.',
    'Leave me alone',
    'How do I unsubscribe?',
    '配信停止してください',
    '今後のご連絡は不要です。',
    'リストから削除してください',
    'Bitte nehmen Sie mich aus Ihrem Verteiler.',
    'Keine weiteren E-Mails bitte',
    'Ich möchte mich abmelden.',
    'Merci de me désabonner.',
    'Ne me contactez plus.',
    'Por favor, denme de baja.',
    'No me envíen más correos.',
    'Toglietemi dalla lista, cancellatemi.',
    'Não quero receber mais e-mails.',
  ])('%s', (text) => expect(optOutRule(text, 'Re: Spring')).not.toBeNull());

  test('in the subject of an empty answer', () =>
    expect(optOutRule('', 'Unsubscribe')).toBe('subject keyword unsubscribe'));
});

describe('no request to stop', () => {
  test.each([
    'Not interested, thanks.',
    "Don't hesitate to contact me.",
    'Can you stop by on Tuesday?',
    'To unsubscribe from our newsletter, click here.',
    'If you no longer wish to receive this, write to us.',
    '配信停止をご希望の場合は、anna@acme.example まで「配信停止」とご返信ください。',
    '配信停止をご希望の場合はこちら',
    'We stopped using it.',
    'Our unsubscribe rate is too high, can you help?',
    "Please don't email the offer yet.",
    'Home | Unsubscribe | Help',
    '配信停止をご希望の場合はこちらをクリックしてください',
    'Um sich abzumelden, klicken Sie hier.',
    'Kein Interesse.',
    'Pour vous désabonner, cliquez ici.',
    'No me interesa.',
    '',
    'Please send me the details.',
  ])('%s', (text) => expect(optOutRule(text, 'Re: Stop waiting for spring')).toBeNull());
});
