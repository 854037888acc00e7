/** What the reader of a sequence says of its conditions: names that do not exist, and branches nobody can come to. */
import { describe, expect, test } from 'vitest';
import { compiled, withSteps } from './samples.ts';

/** `code severity "text under the caret"` of every diagnostic. */
function found(text: string): readonly string[] {
  const lines = text.split('\n');
  return compiled(text).diagnostics.map(({ code, severity, line, column, length }) => {
    const meant = lines[line - 1]!.slice(column - 1, column - 1 + length);
    return `${code} ${severity} ${meant}`;
  });
}

const STEPS = [
  '{ id: intro, email: intro }',
  '{ id: ask, if: prospect.title, then: [{ id: x, task: x }] }',
];
const asking = (condition: string): string =>
  withSteps(...STEPS, `{ id: last, if: "${condition}", task: y }`);

describe('names that do not exist', () => {
  test.each([
    ['signals.replay', 'unknown_name error replay'],
    ['signals', 'unknown_name error signals'],
    ['signals.reply.text', 'unknown_name error text'],
    ["enrollment.stge == 'warm'", 'unknown_name error stge'],
    ["last_touch.state == 'sent'", 'unknown_name error state'],
    ["touches.intro.stats == 'sent'", 'unknown_name error stats'],
    ['account.owner', 'unknown_name error owner'],
    ['prospect', 'unknown_name error prospect'],
    ['now.hour', 'unknown_name error hour'],
    ["touches.ask.status == 'sent'", 'unknown_step error ask'],
    ["touches.intro.status == 'delivered'", "unknown_value error 'delivered'"],
    ["'linkedn' != last_touch.channel", "unknown_value error 'linkedn'"],
    ["last_reply.text == 'x'", 'unknown_name error text'],
    ["last_reply.channel == 'fax'", "unknown_value error 'fax'"],
    ["lists contains 'spring'", 'unknown_name error lists'],
  ])('%s', (condition, expected) => expect(found(asking(condition))).toEqual([expected]));

  test.each([
    'signals.reply',
    'signals.opt_out == nil',
    'last_touch == nil',
    'touches.intro',
    "touches.intro.status == 'sent' and touches.x.outcome == 'done'",
    "enrollment.sequence == 'classic' and account.name",
    "prospect.anything == 'x' and now > '2026'",
    "last_touch.at < '2026-03' and last_reply.channel != 'call'",
    "now contains '2026-12-24' or now contains 'T09:' or touches.intro.at > last_touch.at",
    "now != '2026-12-24T09:30:00' and prospect.score >= 9.9 and prospect.score < 60",
    "prospect.score > '5'",
  ])('%s is fine', (condition) => expect(found(asking(condition))).toEqual([]));

  test('name the one that was meant', () => {
    const [first] = compiled(asking('signals.replay')).diagnostics;
    expect(first!.message).toBe('"signals" has no "replay"');
    expect(first!.hint).toContain('did you mean "reply"?');
  });

  test('a name of a person without its root is told where it is', () => {
    const [first] = compiled(asking('linkedin_url == nil')).diagnostics;
    expect(first!.hint).toBe('did you mean "prospect.linkedin_url"?');
  });
});

test.each(['touches.intro.opened', 'signals.opened', 'last_touch.clicks'])(
  '%s is a warning: nobody records it',
  (condition) => {
    const name = condition.replace(/^.*\./, '');
    expect(found(asking(condition))).toEqual([`opens_not_recorded warning ${name}`]);
  },
);

test.each([
  ["prospect.level >= 'warm'", 'prospect.level', 'cold, engaged, hot, warm'],
  ["'hot' <= prospect.level", 'prospect.level', 'cold, engaged, hot, warm'],
  ["last_touch.channel > 'call'", 'last_touch.channel', 'call, email'],
])('%s is a warning: a text has no order but that of its letters', (condition, name, order) => {
  expect(found(asking(condition))).toEqual([`compared_as_text warning ${name}`]);
  const [told] = compiled(asking(condition)).diagnostics;
  expect(told!.message).toContain(`by its letters: ${order}`);
});

describe('conditions that nobody fits are errors', () => {
  test.each([
    "'a' == 'b'",
    "prospect.country == 'DE' and prospect.country == 'FR'",
    'prospect.vip == true',
    "signals.reply == 'yes'",
    "enrollment.stage == 'warm'",
    "prospect.country == 'Germany' or prospect.country == 'fr'",
    "prospect.language == 'German'",
    "touches.intro.outcome == 'connected'",
    // A local time is no day, no number and no weekday, and it is always there.
    "now == '2026-12-24'",
    'now > 5',
    "now contains 'Mon'",
    'now == nil',
    "touches.intro.at == '2026-12-24'",
    'prospect.score < 0',
    'prospect.score == nil',
  ])('%s', (condition) =>
    expect(found(asking(condition))).toEqual([`branch_never_taken error "${condition}"`]),
  );

  test('a branch that is always true has no "else"', () => {
    const step = '{ id: b, if: "1 == 1", then: [{ id: c, task: c }], else: [{ id: d, task: d }] }';
    expect(found(withSteps(...STEPS, step))).toEqual(['branch_never_taken error "1 == 1"']);
    expect(found(withSteps(...STEPS, step.replace(/, else.*\]/, '')))).toEqual([
      'branch_never_taken warning "1 == 1"',
    ]);
  });
});

describe('the way out fits the slip', () => {
  test.each([
    ['prospect.level == hot', "a text stands in quotes: 'hot'"],
    ['prospect.title contains CEO', "a text stands in quotes: 'CEO'"],
    ['not prospect.level', 'there is no "not"'],
    ['signals.replied', 'did you mean "reply"?'],
    ['signals.unsubscribed', 'did you mean "opt_out"?'],
    ['prospects.level', 'did you mean "prospect"?'],
    ['prospect.level == empty', 'compare with nil'],
  ])('%s', (condition, hint) =>
    expect(compiled(asking(condition)).diagnostics).toMatchObject([
      { hint: expect.stringContaining(hint) },
    ]),
  );

  test('a slip in a branch is told once', () =>
    expect(
      compiled(withSteps('{ id: a, if: prospect.title contains CEO, then: [{ id: b, task: x }] }'))
        .diagnostics,
    ).toHaveLength(1));
});

describe('why nobody fits is said', () => {
  const RING = '{ id: ring, call: discovery }';
  test.each([
    ["prospect.country == 'fr'", "prospect.country is a code of two capital letters: 'DE'"],
    ["prospect.language == 'German'", "prospect.language is a code in lower case: 'de'"],
    ["touches.ring.outcome == 'no_anser'", 'one of: connected, no_answer, voicemail'],
    ["touches.intro.outcome == 'x'", 'nothing here gives touches.intro.outcome a value'],
    ["enrollment.sequence == 'other'", 'where it is there, one of: classic'],
    ["prospect.x == 'a' and prospect.x == 'b'", "exclude each other: prospect.x == 'a' and"],
    ['prospect.vip == true', 'texts and columns stand in quotes'],
    ["now == '2026-12-24'", "for a day write contains '2026-12-24'"],
    ['prospect.score < 0', 'prospect.score is a number from 0 on'],
  ])('%s', (condition, hint) => {
    const text = withSteps(...STEPS, RING, `{ id: last, if: "${condition}", task: y }`);
    expect(compiled(text).diagnostics).toMatchObject([
      { code: 'branch_never_taken', severity: 'error', hint: expect.stringContaining(hint) },
    ]);
  });
});

test.each(["prospect.x == 'hot' or prospect.x != 'hot'", "prospect.country != 'fr'"])(
  '%s is always true, which is a warning',
  (condition) =>
    expect(found(asking(condition))).toEqual([`branch_never_taken warning "${condition}"`]),
);

test.each([
  "prospect.country == 'FR'",
  "prospect.country contains 'F'",
  "prospect.language == 'pt-br'",
  "prospect.language contains 'de'",
])('%s may be true', (condition) => expect(found(asking(condition))).toEqual([]));

describe('a condition that what leads there contradicts', () => {
  const nested = (outer: string, inner: string, more = ''): string =>
    withSteps(
      `{ id: b, if: "${outer}", then: [{ id: c, if: "${inner}", task: c }${more}], else: [{ id: d, if: "${inner}", task: d }] }`,
      `{ id: e, if: "${inner}", task: e }`,
    );

  test('is a warning, on the path where it can never be true and nowhere else', () => {
    const text = nested("prospect.country == 'DE'", "prospect.country == 'FR'");
    expect(found(text)).toEqual([`branch_never_taken warning "prospect.country == 'FR'"`]);
    expect(compiled(text).diagnostics[0]).toMatchObject({
      column: text.split('\n')[4]!.indexOf("'FR'") - 'prospect.country == "'.length + 1,
      hint: "who comes here came by the branch of: prospect.country == 'DE'",
    });
  });

  test('counts in the other path as well', () => {
    const text = nested("prospect.country == 'DE'", "prospect.country == 'DE'");
    expect(found(text)).toEqual([`branch_never_taken warning "prospect.country == 'DE'"`]);
  });

  test('may come true where the sequence itself writes the field, or something is heard', () => {
    const set =
      ', { id: s, set: { fields: { tier: hot } } }, { id: t, if: prospect.tier, task: t }';
    expect(found(nested('prospect.tier == nil', 'prospect.title', set))).toEqual([]);
    expect(found(nested('signals.reply == nil', 'signals.reply'))).toEqual([]);
  });
});
