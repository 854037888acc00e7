import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SCHEMAS } from '../support/schema-document.ts';

test.each(['sequence', 'workspace'] as const)(
  'docs/schema/%s.schema.json is what the reader of that file says of itself',
  async (which) => {
    const file = fileURLToPath(new URL(`../../docs/schema/${which}.schema.json`, import.meta.url));
    await expect(await SCHEMAS[which]()).toMatchFileSnapshot(file);
  },
);
