/** Versions of one sequence that nobody would write, and edits of them. */
import fc from 'fast-check';
import type { StoredVersion } from '../../../src/ports/enrollment-store.ts';
import { templatesOf } from '../../../src/definition/sequence/version.ts';
import { compiledOk, SURROUNDINGS, template } from '../../definition/samples.ts';

/** Of a call that nobody takes. */
export const RETRIES = 2;

/** A step as it may be written: kinds differ by id, so that an edit can change what a step does. */
interface Gene {
  readonly id: string;
  readonly kind:
    'email' | 'review' | 'linkedin' | 'call' | 'call_once' | 'task' | 'await' | 'branch' | 'off';
  readonly wait: string;
}

const anyGene = (id: string): fc.Arbitrary<Gene> =>
  fc.record({
    id: fc.constant(id),
    kind: fc.constantFrom(
      'email',
      'email',
      'review',
      'linkedin',
      'call',
      'call_once',
      'task',
      'await',
      'branch',
      'off',
    ),
    wait: fc.constantFrom('0 days', '4 hours', '1 day', '2 business days'),
  });
/** All of a version but its steps. */
interface Head {
  readonly text: string;
  /** Of the snippet that every text ends with. */
  readonly closing: string;
  /** For who has not begun. */
  readonly start: string | null;
}

const anyHead: fc.Arbitrary<Head> = fc.record({
  text: fc.constantFrom('One', 'Two'),
  closing: fc.constantFrom('Yours', 'Bye'),
  start: fc.constantFrom(
    null,
    null,
    '1 day after prospect.renewal_date',
    '2 business days before prospect.renewal_date',
  ),
});
const IDS = ['s1', 's2', 's3', 's4', 's5', 's6'];
/** Some of the steps, in any order, each done in one of two ways: two of them are an edit of each other. */
export const anyProgram = fc
  .record({
    genes: fc.tuple(...IDS.map(anyGene)),
    order: fc.shuffledSubarray(IDS, { minLength: 1 }),
    head: anyHead,
  })
  .map(({ genes, order, head }) =>
    versionOf(
      order.map((id) => genes.find((gene) => gene.id === id)!),
      head,
    ),
  );
/** Edits that leave most of it as it was. */
export const anyEdits = fc
  .tuple(
    fc.tuple(...IDS.map(anyGene)),
    fc.array(
      fc.record({
        order: fc.shuffledSubarray(IDS, { minLength: 1 }),
        other: fc.array(
          fc.tuple(fc.constantFrom(...IDS), fc.constantFrom<Gene['kind']>('email', 'call', 'task')),
          { maxLength: 2 },
        ),
        head: anyHead,
      }),
      { minLength: 2, maxLength: 4 },
    ),
  )
  .map(([genes, edits]) =>
    edits.map(({ order, other, head }) =>
      versionOf(
        order.map((id) => {
          const gene = genes.find((each) => each.id === id)!;
          const kind = other.find(([changed]) => changed === id)?.[1];
          return kind === undefined ? gene : { ...gene, kind };
        }),
        head,
      ),
    ),
  );

function versionOf(genes: readonly Gene[], { text, closing, start }: Head): StoredVersion {
  const texts = [...IDS, 'script'].map((name) =>
    template(name, `About ${name}`, `${text} ${name} {% render 'closing' %}`),
  );
  const snippet = template('_snippets/closing', null, closing);
  const templates = new Map([...texts, snippet].map((each) => [each.name, each]));
  const steps = [`{ id: hello, task: Look them up }`, ...genes.map(written)].map(
    (each) => `  - ${each}\n`,
  );
  const yaml = `sequence: classic\ngoals: [meeting_booked]\nmailboxes: [anna]\n${start === null ? '' : `start: ${start}\n`}window: { days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"] }\nsteps:\n${steps.join('')}`;
  const sequence = compiledOk(yaml, { ...SURROUNDINGS, templates });
  return { sequence, templates: templatesOf(sequence, templates) };
}

function written({ id, kind, wait }: Gene): string {
  switch (kind) {
    case 'email':
      return `{ id: ${id}, wait: ${wait}, email: ${id}, thread: new }`;
    case 'review':
      return `{ id: ${id}, wait: ${wait}, email: ${id}, thread: new, review: true }`;
    case 'linkedin':
      return `{ id: ${id}, wait: ${wait}, linkedin: view, due_within: 1 day, on_overdue: continue }`;
    case 'call':
      return `{ id: ${id}, wait: ${wait}, call: script, outcomes: { no_answer: { retry: ${RETRIES}, every: 4 hours } } }`;
    case 'call_once':
      return `{ id: ${id}, wait: ${wait}, call: script, due_within: 1 day, on_overdue: skip }`;
    case 'task':
      return `{ id: ${id}, wait: ${wait}, task: Do ${id} }`;
    case 'await':
      return `{ id: ${id}, await: meeting_booked, of: hello, within: ${wait === '0 days' ? '1 day' : wait} }`.replace(
        'meeting_booked',
        'colleague_reply',
      );
    case 'branch':
      return `{ id: ${id}, if: "prospect.country == 'DE'", then: [{ id: ${id}-then, wait: ${wait}, email: ${id}, thread: new }], else: [{ id: ${id}-else, task: x }] }`;
    case 'off':
      return `{ id: ${id}, wait: ${wait}, task: Never, enabled: false }`;
  }
}
