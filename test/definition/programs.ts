/** Random sequences that compile: paths within paths, of every kind of step. */
/* oxlint-disable unicorn/no-thenable -- `then` is a key of the language */
import fc from 'fast-check';
import type { Sequence } from '../../src/core/sequence.ts';
import { compiled } from './samples.ts';

type Written = Readonly<Record<string, unknown>>;

const wait = fc.constantFrom({}, { wait: '2 business days' }, { wait: '4 hours', at: '10:30' });
const only = fc.constantFrom({}, {}, { if: 'prospect.title contains \'"CEO"\'' });
const enabled = fc.constantFrom({}, {}, {}, { enabled: false });

const plain: fc.Arbitrary<Written> = fc.constantFrom<Written>(
  { email: 'intro', thread: 'new' },
  { email: 'intro', thread: 'new', variants: { intro: 30, 'intro-question': 70 } },
  { linkedin: 'connect', template: 'connect-note' },
  { sms: 'missed-you' },
  { task: 'Ring "them" | twice; %%{init} `now` #1 <b>' },
  { set: { tags: ['done'] } },
  { handover: 'warm' },
  { end: 'enough' },
);

const { steps } = fc.letrec<{ step: Written; steps: readonly Written[] }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 4, depthIdentifier: 'steps' }),
  step: fc
    .tuple(
      fc.oneof(
        { depthIdentifier: 'steps', maxDepth: 3, withCrossShrink: true },
        plain,
        fc.record({
          if: fc.constant('prospect.level == 1'),
          then: tie('steps'),
          else: tie('steps'),
        }),
        fc.record({ if: fc.constant('prospect.level == 1'), then: tie('steps') }),
        fc.record({
          await: fc.constant('colleague_reply'),
          of: fc.constant('first'),
          within: fc.constant('3 days'),
          else: tie('steps'),
        }),
        fc.record({
          split: fc.constant({ a: 1, b: 2, 'left-out': 1 }),
          paths: fc.record({ a: tie('steps'), b: tie('steps') }),
        }),
        fc.record({
          call: fc.constant('discovery'),
          outcomes: fc.record({ voicemail: fc.record({ then: tie('steps') }) }),
        }),
      ),
      wait,
      only,
      enabled,
    )
    .map(([what, ...more]) => Object.assign({}, ...more, what) as Written),
}));

/** Steps get ids in the order in which they are written. */
function numbered(written: unknown, count: { left: number }): unknown {
  if (Array.isArray(written)) return written.map((each) => numbered(each, count));
  if (typeof written !== 'object' || written === null) return written;
  const isStep = KINDS.some((kind) => kind in written) && !('retry' in written);
  const id = isStep ? { id: `s${(count.left += 1)}` } : {};
  const inside = Object.entries(written).map(([key, value]) => [
    key,
    ['then', 'else', 'paths', 'outcomes'].includes(key) ||
    (typeof value === 'object' && Array.isArray((value as { then?: unknown }).then)) ||
    Array.isArray(value)
      ? numbered(value, count)
      : value,
  ]);
  return { ...id, ...Object.fromEntries(inside) };
}

const KINDS = [
  'email',
  'linkedin',
  'sms',
  'call',
  'task',
  'set',
  'handover',
  'end',
  'await',
  'split',
  'if',
];

/** Those in which a step can't be reached are left out. */
export const programs: fc.Arbitrary<Sequence> = steps
  .map((written) => {
    const all = [
      { id: 'first', email: 'intro' },
      ...(numbered(written, { left: 0 }) as readonly Written[]),
    ];
    return compiled(
      JSON.stringify({
        sequence: 'classic',
        title: 'A "random" one',
        goals: ['meeting_booked'],
        mailboxes: ['anna'],
        steps: all,
      }),
    );
  })
  .filter((checked) => checked.ok)
  .map((checked) => {
    if (!checked.ok) throw new Error('was filtered');
    return checked.value;
  });
