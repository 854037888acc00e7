/** The emails of the benchmarks: 120 words, eight merge fields, about 2.6 kB with both bodies. */
import type { Template } from '../../src/core/template.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { email, sequence } from '../support/world/builders.ts';

const BODY = `Hello {{ prospect.first_name | default: "there" }},

I saw that {{ prospect.company }} is hiring three people for the warehouse in {{ prospect.city | default: "your town" }}, and wondered
how you plan the shifts today. Teams of your size tell us that the plan is a sheet that one person understands, and that every
Monday begins with an hour of telephone calls.

At {{ sender.company }} we make a small tool that turns the orders of the coming week into a plan that holds. It reads what you have,
it asks nothing of your people, and it is running after one afternoon. Somebody falls ill, an order doubles, and the plan is mended in
a minute instead of a morning. {% if prospect.title %}As {{ prospect.title }} you will
know best where it hurts.{% endif %}

Would a call of fifteen minutes on Thursday suit you, {{ prospect.first_name | default: "perhaps" }}? If somebody else at
{{ prospect.company }} looks after this, a name would help me a lot.

Kind regards,
{{ sender.name }}`;

export const LETTERS: readonly Template[] = [
  { name: 'intro', subject: 'The week plan at {{ prospect.company }}', body: BODY },
  { name: 'bump', subject: null, body: BODY },
];

export function twoEmails(wait: string): Sequence {
  return sequence([email('intro'), email('bump', { wait })]);
}
