/** The sequences that come with the program: what a sales leader would look at before anybody is enrolled. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceFiles } from '../../src/cli/files/workspace-files.ts';
import { NO_FOOTER } from '../../src/content/footer.ts';
import { renderEmail, renderText } from '../../src/content/render.ts';
import { compileTemplate } from '../../src/content/template.ts';
import { templatesOfStep } from '../../src/core/flow.ts';
import { isTouch, type Step } from '../../src/core/sequence.ts';
import type { Template } from '../../src/core/template.ts';
import { loadSequence } from '../../src/usecases/files/load-sequence.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(join(ROOT, 'sequences'));
const names = files.flatMap((file) => /^([\w-]+)\.yaml$/.exec(file)?.[1] ?? []);
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Use {
  readonly step: Step;
  readonly template: Template;
}

const workspace = { mailboxes: ['anna'], reps: ['anna'], defaultWindow: null };
const uses: Use[] = [];
const stepsOf = new Map<string, readonly Step[]>();
for (const name of names) {
  const { sequence, templates } = await loadSequence(workspaceFiles(ROOT), name, workspace);
  stepsOf.set(name, sequence.steps);
  for (const step of sequence.steps) {
    for (const named of templatesOfStep(step)) {
      uses.push({ step, template: templates.find((template) => template.name === named)! });
    }
  }
}
const namesOf = (some: readonly Use[]): readonly string[] =>
  some.map(({ template }) => template.name);
const emails = namesOf(uses.filter(({ step }) => step.kind === 'email'));
const texts = namesOf(uses.filter(({ step }) => step.kind === 'sms'));
const notes = namesOf(
  uses.filter(({ step }) => step.kind === 'linkedin' && step.action === 'connect'),
);

const LONG = {
  prospect: {
    first_name: 'Wolfeschlegelsteinhausenbergerdorff',
    company: Array.from({ length: 12 }, () => 'Kern & Söhne').join(' '),
    event: 'Internationale Fachmesse fuer Produktions- und Montageautomatisierung',
    referred_by: 'Maximiliane Freifrau von Wolfeschlegelstein',
  },
  sender: { name: 'Maximiliane von Northwind-Lang' },
};
const FULL = {
  prospect: {
    first_name: 'Ada',
    last_name: 'Kern',
    name: 'Ada Kern',
    title: 'CEO',
    company: 'Kern GmbH',
    email: 'ada@kern.example',
    phone: '+493055501840',
    city: 'Berlin',
    renewal_date: '2026-09-30',
    referred_by: 'Mia Lang',
    event: 'Motek',
  },
  sender: { name: 'Anna Martin', company: 'Northwind Tools' },
};
const PEOPLE = {
  'a person of whom all is known': FULL,
  'a person with only an email': { prospect: { email: 'ada@kern.example' }, sender: {} },
  'a person with only a phone': { prospect: { phone: '+493055501840' }, sender: {} },
  'a person with long names': LONG,
} as const;

function textOf({ step, template }: Use, facts: (typeof PEOPLE)[keyof typeof PEOPLE]): string {
  const compiled = compileTemplate(template);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const options = { footer: NO_FOOTER, threadSubject: 'Hello' };
  const result =
    step.kind === 'email'
      ? renderEmail(compiled.template, facts, options)
      : renderText(compiled.template, facts);
  if (!result.ok) throw new Error(`${template.name}: ${JSON.stringify(result)}`);
  return result.text;
}

const useOf = (name: string): Use => uses.find(({ template }) => template.name === name)!;

describe.each(Object.entries(PEOPLE))('for %s', (_, facts) => {
  test.each(namesOf(uses))('%s has no hole', (name) => {
    const text = textOf(useOf(name), facts);
    expect(text).not.toMatch(
      /\b(?:undefined|null|nil)\b|\{[{%]|,,| [,?!]| \.(?!\.)|\(\)|^[,.]| {2}\S/m,
    );
    expect(text.trim()).not.toBe('');
  });
});

describe('an email', () => {
  test.each(emails)('%s asks at most one question', (name) => {
    const questions = textOf(useOf(name), FULL).match(/[?？]|でしょうか。|ますか。/g) ?? [];
    expect(questions.length).toBeLessThanOrEqual(1);
  });

  test.each(emails)('%s does not pretend to be an answer', (name) => {
    expect(useOf(name).template.subject ?? '').not.toMatch(/^\s*(?:re|fwd?|aw)\s*:/i);
  });
});

test.each(notes)('%s fits a LinkedIn invitation, whoever it is', (name) => {
  for (const facts of Object.values(PEOPLE)) {
    expect(textOf(useOf(name), facts).length).toBeLessThanOrEqual(300);
  }
});

test.each(texts)('%s fits one segment, whoever it is', (name) => {
  // GSM 03.38: 160 characters of its basic alphabet.
  for (const facts of Object.values(PEOPLE)) {
    expect(textOf(useOf(name), facts)).toMatch(/^[A-Za-z0-9 .,:;!?'"()+/=-]{1,160}$/);
  }
});

test.each(names)('%s says for whom it is, what it does and what to change', (name) => {
  const [modeline, whom, does, change, first] = read(`sequences/${name}.yaml`).split('\n');
  expect(modeline).toMatch(/^# yaml-language-server/);
  expect(whom).toMatch(/^# For /);
  expect(does).toMatch(/^# /);
  expect(change).toMatch(/^# Change: /);
  expect(first).toBe(`sequence: ${name}`);
  expect(read('docs/shipped-sequences.md')).toContain(`\`${name}\``);
});

/** A persona of a test always takes the same path of a split. */
const OTHER_PATHS = ['nudge'];

test.each(files.flatMap((file) => /^(.+)\.test\.yaml$/.exec(file)?.[1] ?? []))(
  'the tests of %s come to every step that touches somebody',
  (name) => {
    const cases: { expect: { steps?: (string | { step?: string })[] } }[] = parse(
      read(`sequences/${name}.test.yaml`),
    );
    const done = cases.flatMap(({ expect: { steps = [] } }) =>
      steps.flatMap((line) => (typeof line === 'string' ? line : (line.step ?? []))),
    );
    const touches = stepsOf.get(name)!.filter(isTouch);
    const never = touches.filter(({ id }) => !done.includes(id) && !OTHER_PATHS.includes(id));
    expect(never.map(({ id }) => id)).toEqual([]);
  },
);
