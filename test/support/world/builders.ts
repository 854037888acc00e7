/** Builders that show only what matters to a test. */
import { parseDuration, type Duration } from '../../../src/core/time/duration.ts';
import type { ProspectDraft } from '../../../src/ports/people-store.ts';
import {
  isManual,
  type EmailStep,
  type ManualStep,
  type Sequence,
  type Step,
} from '../../../src/core/sequence.ts';
import type { SendWindow } from '../../../src/core/time/window.ts';
import type { Template } from '../../../src/core/template.ts';

export const ALWAYS: SendWindow = {
  days: [1, 2, 3, 4, 5, 6, 7],
  hours: [[0, 1440]],
  zone: 'prospect',
  holidays: 'none',
  blackout: [],
};

export const OFFICE_HOURS: SendWindow = { ...ALWAYS, days: [1, 2, 3, 4, 5], hours: [[540, 1020]] };

/** `duration('2 business days')`. */
export function duration(text: string): Duration {
  const parsed = parseDuration(text);
  if (parsed === null) throw new Error(`${text} is no duration`);
  return parsed;
}

type StepOptions = { readonly wait?: string } & Partial<Omit<EmailStep, 'wait' | 'kind' | 'id'>> &
  Partial<Omit<ManualStep, 'wait' | 'kind' | 'id'>>;

function common(
  id: string,
  { wait, ...options }: StepOptions,
): Omit<EmailStep, 'kind' | 'variants' | 'thread' | 'review' | 'attachments'> {
  return {
    id,
    wait: wait === undefined ? null : duration(wait),
    atMinute: null,
    condition: null,
    enabled: true,
    note: null,
    stage: null,
    priority: 0,
    missing: 'skip',
    next: null,
    ...options,
  };
}

export function email(id: string, options: StepOptions = {}): EmailStep {
  return {
    kind: 'email',
    variants: [{ template: id, weight: 1 }],
    thread: 'new',
    review: false,
    attachments: [],
    ...common(id, options),
  };
}

function manual(kind: ManualStep['kind'], id: string, options: StepOptions): ManualStep {
  return {
    kind,
    action: kind === 'linkedin' ? 'connect' : null,
    template: null,
    text: null,
    dueWithin: null,
    onOverdue: 'wait',
    outcomes: {},
    ...common(id, options),
  };
}

export const linkedin = (id: string, options: StepOptions = {}): ManualStep =>
  manual('linkedin', id, options);
export const call = (id: string, options: StepOptions = {}): ManualStep =>
  manual('call', id, options);
export const sms = (id: string, options: StepOptions = {}): ManualStep =>
  manual('sms', id, options);
/** An `sms` step with a text: a number can send it. */
export const smsText = (id: string, options: StepOptions = {}): ManualStep =>
  manual('sms', id, { template: id, ...options });
export const message = (id: string, via: string, options: StepOptions = {}): ManualStep =>
  manual('message', id, { action: via, template: id, ...options });
export const task = (id: string, options: StepOptions = {}): ManualStep =>
  manual('task', id, { text: `do ${id}`, ...options });

/** A linear sequence: each step leads to the one after it; a later email continues the first one's thread. */
export function sequence(steps: readonly Step[], options: Partial<Sequence> = {}): Sequence {
  const linked = steps.map((step, index): Step => {
    const next = steps[index + 1]?.id ?? null;
    const first = steps.find((each) => each.kind === 'email');
    return step.kind === 'email'
      ? { ...step, next, thread: step === first ? 'new' : (first?.id ?? 'new') }
      : { ...step, next };
  });
  return {
    name: 'outreach',
    version: 'v1',
    title: 'Outreach',
    goals: ['meeting_booked'],
    mailboxes: ['anna'],
    rep: 'owner',
    window: ALWAYS,
    enroll: { duplicates: 'disallow', exclusive: true, untouchedFor: null, perDay: null },
    start: null,
    exits: {
      reply: { do: 'finish' },
      colleagueReply: { do: 'pause', for: duration('7 days') },
      outOfOffice: {
        do: 'pause_until_return',
        plus: duration('2 business days'),
        otherwise: duration('7 days'),
      },
      bounce: { do: 'address_is_bad' },
      meetingBooked: { do: 'finish' },
    },
    steps: linked,
    ...options,
  };
}

/** A template for each text of the sequence. */
export function templatesFor(of: Sequence): Template[] {
  return of.steps.flatMap((step) => {
    if (isManual(step) && step.template !== null)
      return [{ name: step.template, subject: null, body: `Hello ${GREETING}` }];
    return step.kind === 'email'
      ? step.variants.map(({ template }) => ({
          name: template,
          subject: step.thread === 'new' ? `About ${template}` : null,
          body: `Hello ${GREETING}, this is ${template}.`,
        }))
      : [];
  });
}

const GREETING = '{{ prospect.first_name | default: "there" }}';

/** `person('ada')` is Ada at ada@ada.example with a phone and a LinkedIn profile, in Berlin. */
export function person(name: string, options: Partial<ProspectDraft> = {}): ProspectDraft {
  const digits = Array.from(name).reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000,
    7,
  );
  return {
    firstName: name[0]!.toUpperCase() + name.slice(1),
    lastName: null,
    name,
    title: null,
    company: `${name} works`,
    accountId: `${name}.example`,
    website: null,
    city: null,
    state: null,
    country: 'DE',
    zone: 'Europe/Berlin',
    zoneSource: 'column',
    language: null,
    owner: null,
    source: null,
    tags: [],
    fields: {},
    identities: [
      { kind: 'email', value: `${name}@${name}.example`, status: 'good' },
      { kind: 'phone', value: `+4930${1_000_000 + digits}`, status: 'good' },
      { kind: 'linkedin', value: `in/${name}`, status: 'good' },
    ],
    ...options,
  };
}

/** `at('2026-03-02T10:00')` in UTC. */
export function at(text: string): number {
  return Date.parse(`${text}${text.length > 10 ? ':00' : 'T00:00:00'}Z`);
}
