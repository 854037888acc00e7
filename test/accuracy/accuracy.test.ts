import { describe, expect, test } from 'vitest';
import { corporaRoot } from './corpora.ts';
import { measure } from './measure.ts';

const root = corporaRoot();
if (root === null) console.log('skipped: no folder of labelled mails (set TOUCHLINE_CORPORA)');

/** Least share of right answers per set and class, a little under what was measured. Classes of fewer than five cases are left out. */
const FLOORS: readonly (readonly [set: string, label: string, floor: number])[] = [
  ['01_sisimai', 'bounce_hard', 0.9],
  ['01_sisimai', 'bounce_mixed', 0.83],
  ['01_sisimai', 'bounce_soft', 0.8],
  ['01_sisimai', 'feedback_report', 0.72],
  ['02_bounceparser', 'bounce_hard', 0.76],
  ['02_bounceparser', 'bounce_soft', 0.96],
  ['02_bounceparser', 'failed address', 0.88],
  ['03_flufl_bounce', 'bounce_hard', 0.54],
  ['03_flufl_bounce', 'bounce_soft', 0.83],
  ['03_flufl_bounce', 'failed address', 0.85],
  ['04_php_bounce_handler', 'bounce_expected', 0.91],
  ['04_php_bounce_handler', 'feedback_report', 0.83],
  ['05_alaveteli', 'mime', 0.86],
  ['07_discourse_emails', 'human_message', 0.91],
  ['07_discourse_emails', 'human_reply', 0.92],
  ['08_email_reply_trimmer', 'reply_strip', 0.8],
  ['09_crisp_reply', 'reply_strip', 0.92],
  ['12_willdurand_reply', 'reply_strip', 0.92],
  ['13_talon', 'reply_strip', 0.89],
  ['13_talon', 'reply_strip_html', 0.77],
  ['13_talon', 'signature_strip', 0.5],
  ['28_optout_keywords', 'not_opt_out', 0.91],
  ['28_optout_keywords', 'opt_in', 0.85],
  ['28_optout_keywords', 'opt_out', 0.98],
  ['29_reply_classification', 'class human_reply', 0.95],
  ['29_reply_classification', 'class unsubscribe', 0.88],
  ['29_reply_classification', 'dsn', 0.83],
  ['29_reply_classification', 'ooo_date', 0.9],
  ['29_reply_classification', 'strip', 0.83],
  ['30_autoreply_headers', 'automatic', 0.94],
  ['30_autoreply_headers', 'not_automatic', 0.83],
  ['32_spamassassin_sample', 'easy_ham', 0.97],
  ['32_spamassassin_sample', 'hard_ham', 0.93],
  ['35_auto_ack_templates', 'ticket_ack', 0.5],
  ['35_auto_ack_templates', 'unsubscribe_footer', 0.97],
  ['36_mautic_bounce_samples', 'blocked', 0.85],
  ['36_mautic_bounce_samples', 'hard', 0.61],
  ['36_mautic_bounce_samples', 'soft', 0.95],
];

describe.skipIf(root === null)('the hearing is right on labelled mails', async () => {
  const verdicts = root === null ? [] : await measure(root);
  test.each(FLOORS)('%s, %s: at least %s', (set, label, floor) => {
    const cases = verdicts.filter((verdict) => verdict.set === set && verdict.class === label);
    const right = cases.filter((verdict) => verdict.right).length;
    expect(right / cases.length).toBeGreaterThanOrEqual(floor);
  });
});
