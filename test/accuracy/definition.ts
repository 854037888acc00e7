/**
 * What do the sets' labels say in our words? Our definition stands in docs/accuracy.md; a label is mapped by its meaning, never by the file that
 * carries it. Where a set means something else than we do, both are counted: right or wrong by our definition, and how often the set disagrees.
 */
import type { Labels } from './corpora.ts';

/** What our definition says of a report about a failed delivery. `stated`: nothing of whether the address is dead. */
export type Fate = 'dead' | 'alive' | 'stated';

/** What a labelled mail is; `null`: the label says nothing that is asked here (a mail kept for its MIME structure). */
export type Kind =
  'bounce' | 'complaint' | 'automatic' | 'challenge' | 'human' | 'opt_out' | 'bystander';

const KINDS: Readonly<Record<string, Kind>> = {
  bounce: 'bounce',
  bounce_hard: 'bounce',
  bounce_soft: 'bounce',
  bounce_mixed: 'bounce',
  bounce_expected: 'bounce',
  delay_notice: 'bounce',
  hard: 'bounce',
  feedback_report: 'complaint',
  // A report that a message arrived is no failure: our `auto_reply`.
  delivered_notice: 'automatic',
  auto_reply: 'automatic',
  mdn: 'automatic',
  challenge_response: 'challenge',
  human_reply: 'human',
  human_message: 'human',
  forwarded: 'human',
  unsubscribe: 'opt_out',
  not_bounce: 'bystander',
  mailing_list: 'bystander',
  auto_or_null_sender: 'bystander',
};

export function kindOf(labels: Labels): Kind | null {
  return KINDS[labels.class] ?? null;
}

/** Does the label say that the address takes no mail any more (our `hard`)? By the finest word that the set has. */
export function fateOf(set: string, labels: Labels): Fate {
  switch (set) {
    case '01_sisimai':
      return fateOfAll(
        recipientsOf(labels).map(({ reason, hardbounce }) =>
          reason === 'notaccept' ? dead(hardbounce) : (SISIMAI_REASONS[reason] ?? 'alive'),
        ),
      );
    case '02_bounceparser':
      return BOUNCEPARSER_REASONS[textOf(labels['std_reason'])] ?? 'stated';
    case '36_mautic_bounce_samples':
      return dead(MAUTIC_DEAD.has(textOf(labels['category'])));
    case '03_flufl_bounce':
      // Its flag says "permanent" of every delivery that was given up, a full mailbox included.
      return labels.class === 'bounce_soft' ? 'alive' : 'stated';
    default:
      // By the first digit of the status alone, where the set's origin does so.
      return labels.class === 'hard' ? 'dead' : labels.class === 'bounce_soft' ? 'alive' : 'stated';
  }
}

/** What the set itself calls hard; `null`: it does not say. */
export function calledHard(labels: Labels): boolean | null {
  if (/^(?:bounce_)?hard$/.test(labels.class)) return true;
  return /^(?:(?:bounce_)?soft|blocked)$/.test(labels.class) ? false : null;
}

/**
 * Sisimai's reasons that name a dead address. `suspend` is a closed or disabled account: soft there, hard with us. A server
 * that relays nothing for the domain (`norelaying`) is hard with us too. `filtered` is its guess that
 * a server which says "user unknown" late means the owner's filter: it says nothing of what we ask, which is what the server said. All others:
 * alive.
 */
const SISIMAI_REASONS: Readonly<Record<string, Fate>> = {
  userunknown: 'dead',
  hostunknown: 'dead',
  hasmoved: 'dead',
  suspend: 'dead',
  norelaying: 'dead',
  filtered: 'stated',
  undefined: 'stated',
  onhold: 'stated',
};

const BOUNCEPARSER_REASONS: Readonly<Record<string, Fate>> = {
  user_unknown: 'dead',
  user_disabled: 'dead',
  domain_error: 'dead',
  over_quota: 'alive',
  message_too_large: 'alive',
  spam: 'alive',
  unknown: 'alive',
};

/** Mautic calls refused commands, loops and refused senders hard too; with us they say nothing of the address. */
const MAUTIC_DEAD: ReadonlySet<string> = new Set(['UNKNOWN', 'DNS_UNKNOWN', 'INACTIVE']);

interface SisimaiRecipient {
  readonly reason: string;
  readonly hardbounce: boolean;
}

function recipientsOf(labels: Labels): SisimaiRecipient[] {
  return (labels['recipients'] ?? []) as SisimaiRecipient[];
}

/** A report about several recipients is hard when it names a dead one. */
function fateOfAll(fates: readonly Fate[]): Fate {
  if (fates.includes('dead')) return 'dead';
  return fates.includes('alive') ? 'alive' : 'stated';
}

function dead(is: boolean): Fate {
  return is ? 'dead' : 'alive';
}

/** A label as text; `null` where the label says so, empty when it is absent. */
export function textOf(label: unknown): string {
  if (label === null) return 'null';
  return typeof label === 'string' ? label : '';
}

/** The intents that set 29's finer words mean: one of ours, or the group of ours that begins so. `null`: it says none. */
const INTENTS: Readonly<Record<string, string>> = {
  positive: 'positive',
  interested: 'positive',
  negative: 'objection',
  not_interested: 'objection',
  referral: 'referral_specific_contacts',
  document_request: 'positive_need_information',
  asked_pricing: 'positive_need_information',
  pricing: 'positive_need_information',
  'interested/pricing': 'positive_need_information',
  demo: 'positive_willing_to_meet',
  meeting: 'positive_willing_to_meet',
};

/** @param sub  The source's finer word; empty or `null` when it has none. */
export function intentWanted(wantedClass: string, sub: string): string | null {
  if (wantedClass === 'unsubscribe') return 'unsubscribe';
  return INTENTS[sub] ?? null;
}
