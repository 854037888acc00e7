/** Faults in what is said and in what is heard. */
import { fault, type Mutant } from './mutant.ts';

export const WORDS: readonly Mutant[] = [
  // src/content
  fault(
    'a footer shows no way out',
    'src/content/footer.ts',
    '...(optOut === null ? [] : [optOut])',
    '...(optOut === null ? [] : [])',
    'test/content/render.test.ts',
  ),
  fault(
    "a merge field's hole is sent",
    'src/content/liquid.ts',
    'if (value === undefined || value === null) throw new AbsentOutput();',
    "if (value === undefined || value === null) return '';",
    'test/content/liquid.test.ts',
  ),

  // src/inbound
  fault(
    'an auto-reply is heard as a human',
    'src/inbound/auto-reply.ts',
    'if (byHeader !== null) return',
    'if (byHeader !== null && away !== null) return',
    'test/inbound/classify.test.ts',
  ),
  fault(
    'a letter that nobody understands is no answer',
    'src/inbound/classify.ts',
    "    'human_reply',\n    confidence,",
    "    rule === null ? 'unrelated' : 'human_reply',\n    confidence,",
    'test/inbound/classify.test.ts',
  ),
  fault(
    'an opt-out is heard as a reply',
    'src/inbound/signals.ts',
    "return 'opt_out';",
    "return 'reply';",
    'test/inbound/signals.test.ts',
  ),
];
