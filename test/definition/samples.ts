/** Small files for tests: valid as they are. */
import type { Template } from '../../src/core/template.ts';
import type { Checked } from '../../src/core/diagnostic.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { compileSequence, type Surroundings } from '../../src/definition/sequence/sequence-file.ts';

export function template(
  name: string,
  subject: string | null = null,
  body = `The text of ${name}`,
): Template {
  return { name, subject, body };
}

export const TEMPLATES: ReadonlyMap<string, Template> = new Map(
  [
    template('intro', 'Hello'),
    template('intro-question', 'A question'),
    template('bump'),
    template('goodbye', 'Goodbye'),
    template('discovery'),
    template('missed-you'),
    template('connect-note'),
  ].map((each) => [each.name, each]),
);

export const SURROUNDINGS: Surroundings = {
  mailboxes: ['anna', 'ben'],
  reps: ['anna', 'carla'],
  defaultWindow: null,
  sequences: null,
  assets: new Map(),
  templates: TEMPLATES,
};

export const VALID_STYLE = `
banned:
  - phrase: synergy
    because: nobody talks like this
    instead: working together
    channels: [email, linkedin]
required:
  - { phrase: Northwind, because: people must know who writes, channels: [sms] }
lengths:
  email: { max_words: 120, max_subject_characters: 60 }
  linkedin: { max_words: 50 }
  sms: { max_segments: 2 }
  call: { max_words: 200 }
  task: { max_words: 200 }
tone: { max_exclamation_marks: 1, max_links: 2, forbid_all_caps_subject: true }
`;

export const VALID_TESTS = `- case: An answer ends it
  prospect: { first_name: Ada, email: ada@kern.example }
  start: 2026-03-02T09:00
  tasks: 2 hours
  outcomes: { ring: [no_answer, connected] }
  does:
    - { signal: out_of_office, at: 2 hours after intro, channel: email, text: Away, intent: other, returns: 2026-03-09T09:00, bounce: hard }
    - { task: ring, at: 2026-03-12T09:00, outcome: callback, until: 2026-03-13T09:00, skip: false }
  expect:
    steps:
      - intro
      - { step: ring, at: 2026-03-12T10:00, channel: call, mailbox: anna, outcome: connected }
      - { skipped: connect, because: no linkedin }
      - { open: letter }
    status: finished
    reason: replied
`;

export const VALID_SEQUENCE = `sequence: classic
title: Classic outbound
goals: [meeting_booked, positive_reply]
mailboxes: [anna, ben]
rep: carla
window:
  days: [fri, mon]
  hours: ["13:30-17:00", "09:00-12:00"]
  zone: Europe/Paris
  holidays: FR
  blackout: ["2026-12-24/2027-01-02"]
enroll: { duplicates: only_if_inactive, exclusive: false, untouched_for: 14 days, per_day: 40 }
exits:
  reply: pause 5 days
  out_of_office: { pause: until_return, else: 3 days }
  bounce: finish
steps:
  - id: intro
    email: intro
    variants: { intro: 50, intro-question: 25 }
  - id: connect
    wait: 1 business day
    linkedin: connect
    template: connect-note
    due_within: 2 days
    on_overdue: skip
  - { id: bump, wait: 3 days, email: bump }
  - id: ring
    at: "10:30"
    if: "prospect.title contains 'CEO' and touches.intro.status == 'sent'"
    call: discovery
    outcomes:
      voicemail: { retry: 1, every: 2 days }
      no_answer: { retry: 2, every: 1 business day }
  - { id: missed, sms: missed-you, missing: ask, enabled: false }
  - { id: gift, task: Send the book, priority: 5, note: Signed, stage: gifted }
  - { id: bye, email: goodbye, thread: new }
`;

/** A file `classic.yaml` with these steps and otherwise as little as possible. */
export function withSteps(...steps: readonly string[]): string {
  return `sequence: classic\ngoals: [reply]\nmailboxes: [anna]\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
}

export function compiled(
  text: string,
  surroundings: Surroundings = SURROUNDINGS,
  name = 'classic',
): Checked<Sequence> {
  return compileSequence(text, `sequences/${name}.yaml`, surroundings);
}

/** Throws with the diagnostics when there are any errors. */
export function compiledOk(
  text: string,
  surroundings: Surroundings = SURROUNDINGS,
  name = 'classic',
): Sequence {
  const result = compiled(text, surroundings, name);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 1));
  return result.value;
}
