/** How right is the hearing? Every set is asked what its labels can answer. */
import { casesOf, type LabelledCase } from './corpora.ts';
import type { Finding, Verdict } from './finding.ts';
import { judgeFields, judgeHeaders, judgeOptOut, judgeTemplate } from './judge-fields.ts';
import { judgeChatwoot, judgeFragment, judgeHam, judgeMail } from './judge-mail.ts';
import { judgeReply } from './judge-text.ts';

export async function measure(root: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { set, judge } of SETS) {
    for (const one of casesOf(root, set)) {
      for (const found of await judge(one, set)) {
        verdicts.push({ ...found, set, label: one.labels.class, name: one.name, half: one.half });
      }
    }
  }
  return verdicts;
}

type Judge = (one: LabelledCase, set: string) => Promise<Finding[]> | Finding[];

const mail: Judge = (one, set) => judgeMail(set, one);
/** Its quotes and its signature are kept apart by the origin's tests. */
const withoutSignature: Judge = (one) => judgeReply('text', one);
/** Its origin keeps signatures. */
const withSignature: Judge = (one) => judgeReply('textWithSignature', one);

const SETS: readonly { readonly set: string; readonly judge: Judge }[] = [
  { set: '01_sisimai', judge: mail },
  { set: '02_bounceparser', judge: mail },
  { set: '03_flufl_bounce', judge: mail },
  { set: '05_alaveteli', judge: mail },
  { set: '06_zammad_mail', judge: mail },
  { set: '07_discourse_emails', judge: mail },
  { set: '08_email_reply_trimmer', judge: withoutSignature },
  { set: '09_crisp_reply', judge: withoutSignature },
  { set: '10_zapier_reply', judge: withoutSignature },
  { set: '11_github_reply', judge: withoutSignature },
  { set: '12_willdurand_reply', judge: withoutSignature },
  { set: '13_talon', judge: withSignature },
  { set: '14_mimekit', judge: mail },
  { set: '15_ruby_mail', judge: mail },
  { set: '16_mailparser', judge: mail },
  { set: '28_optout_keywords', judge: judgeOptOut },
  { set: '29_reply_classification', judge: judgeFields },
  { set: '30_autoreply_headers', judge: judgeHeaders },
  { set: '31_chatwoot', judge: (one, set) => judgeChatwoot(set, one) },
  { set: '32_spamassassin_sample', judge: judgeHam },
  { set: '35_auto_ack_templates', judge: judgeTemplate },
  { set: '36_mautic_bounce_samples', judge: (one, set) => judgeFragment(set, one) },
];
