/** Every rule of law that can hold a step has its row, with a test that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONSENT_BASES, LAW_RULES } from '../../src/core/person/consent.ts';

const ROOT = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/compliance.md', ROOT), 'utf8');
const rules = page.slice(page.indexOf('\n## Rules\n'), page.indexOf('\n## Quiet hours\n'));
const rows = rules
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('the page says at its top that it is no advice', () => {
  expect(page.split('\n').slice(0, 4).join(' ')).toContain('Engineering input, not legal advice');
});

test.each(LAW_RULES)('%s has a row', (rule) => {
  expect(rows.filter(([, name]) => name === `\`${rule}\``)).toHaveLength(1);
});

test('every row names a test that is there', () => {
  for (const row of rows) {
    const [, file = ''] = /`(test\/[^`]+)`/.exec(row.at(-2) ?? '') ?? [];
    expect([row[1], existsSync(new URL(file, ROOT)) && file !== '']).toEqual([row[1], true]);
  }
});

test('every basis is explained', () => {
  for (const basis of CONSENT_BASES) expect(page).toContain(`\`${basis}\``);
});
