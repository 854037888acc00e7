/** Which sets are asked, what their labels mean in our words, and which of the two texts of a reply they mean. */
import type { LabelledCase } from './corpora.ts';
import type { Finding } from './finding.ts';
import { judgeFields, judgeHeaders, judgeOptOut, judgeTemplate } from './judge-fields.ts';
import { judgeChatwoot, judgeFragment, judgeHam, judgeMail } from './judge-mail.ts';
import { judgeReply } from './judge-text.ts';

export interface DeclaredSet {
  readonly set: string;
  /** How its labels are counted; a row of docs/accuracy.md. */
  readonly meaning: string;
  readonly judge: (one: LabelledCase) => Promise<Finding[]> | Finding[];
}

const mail = (set: string, meaning: string): DeclaredSet => ({
  set,
  meaning,
  judge: (one) => judgeMail(set, one),
});

export const SETS: readonly DeclaredSet[] = [
  mail(
    '01_sisimai',
    'userunknown, hostunknown, hasmoved: hard. suspend (closed or disabled account) and norelaying (the server serves no such domain): soft there, our hard. notaccept: by its own flag. filtered (its guess that "user unknown" means a filter), undefined, onhold: undecided. Every other reason: not hard. feedback: complaint; vacation, delivered: automatic.',
  ),
  mail(
    '02_bounceparser',
    'user_unknown, user_disabled, domain_error: hard. over_quota, message_too_large, spam: not hard. Bounces without a reason: bounce only. Labels that the set calls doubtful: left out.',
  ),
  mail(
    '03_flufl_bounce',
    '"permanent" is said of every delivery that was given up, a full mailbox included: bounce, hard or not undecided. "temporary": not hard (bounce or delay).',
  ),
  mail(
    '05_alaveteli',
    'hard and soft go by the first digit of the status: bounce, undecided. Automatic and human mails as they are called.',
  ),
  mail(
    '06_zammad_mail',
    'Bounces: bounce, undecided. Mails kept for their MIME structure: not asked.',
  ),
  mail(
    '07_discourse_emails',
    'bounce_soft: not hard; bounce_hard goes by the status: bounce, undecided. Replies, messages and forwarded letters: human.',
  ),
  {
    set: '08_email_reply_trimmer',
    meaning:
      '`text`. It keeps closings, and a quote where they answered below it or where the whole letter is one: those cases count as missed.',
    judge: (one) => judgeReply('text', one),
  },
  {
    set: '09_crisp_reply',
    meaning: '`text`. Its first fragment is taken for the reply.',
    judge: (one) => judgeReply('text', one),
  },
  { set: '10_zapier_reply', meaning: '`text`.', judge: (one) => judgeReply('text', one) },
  { set: '11_github_reply', meaning: '`text`.', judge: (one) => judgeReply('text', one) },
  {
    set: '12_willdurand_reply',
    meaning: '`text`. Cases that need the library set up by hand: left out.',
    judge: (one) => judgeReply('text', one),
  },
  {
    set: '13_talon',
    meaning: '`text_with_signature`; its signature cases `text`. HTML is compared by what it says.',
    judge: (one) => judgeReply('textWithSignature', one),
  },
  mail('14_mimekit', 'Bounces and read receipts as they are called; hard or not undecided.'),
  mail('15_ruby_mail', 'As 14.'),
  mail('16_mailparser', 'As 14.'),
  {
    set: '28_optout_keywords',
    meaning:
      'Opt-out or not. Where its sources contradict each other: left out. "Not a keyword" of a keyword-only source says nothing of a sentence: undecided.',
    judge: judgeOptOut,
  },
  {
    set: '29_reply_classification',
    meaning:
      'Classes, intents and return dates as they are called; its groups ("negative") are the intents that begin so. Texts: `text`.',
    judge: judgeFields,
  },
  {
    set: '30_autoreply_headers',
    meaning: 'automatic, ooo: not human. List mail counts as not human.',
    judge: judgeHeaders,
  },
  {
    set: '31_chatwoot',
    meaning: 'As they are called.',
    judge: (one) => judgeChatwoot('31_chatwoot', one),
  },
  {
    set: '32_spamassassin_sample',
    meaning: 'Wanted mail: neither bounce nor opt-out. Spam: not asked.',
    judge: judgeHam,
  },
  {
    set: '35_auto_ack_templates',
    meaning:
      'Acknowledgements, refusals, absence notes: automatic, without the headers that they are sent with. Footers: no opt-out.',
    judge: judgeTemplate,
  },
  {
    set: '36_mautic_bounce_samples',
    meaning:
      'UNKNOWN, DNS_UNKNOWN, INACTIVE: hard. COMMAND_REJECT, DNS_LOOP, USER_REJECT: hard there, not hard with us (they say nothing of the address). All others: not hard. Samples that their own rule does not fit: left out.',
    judge: (one) => judgeFragment('36_mautic_bounce_samples', one),
  },
];
