import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { DuplicateReason, Suspects } from '../../people/identity/duplicates.ts';
import { findDuplicates } from '../../usecases/merges/find-duplicates.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { defineCommand, type CommandFamily } from '../command.ts';
import type { Json } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import { withSession } from '../workspace/session.ts';

const SHOWN = 50;

const WORDS: Readonly<Record<DuplicateReason, string>> = {
  same_name_and_company: 'same name, same company',
  answered_as_other: 'one answered as the other',
  similar_name_and_company: 'similar name, same company',
  same_phone: 'same phone number',
};

const list = defineCommand({
  description:
    'Shows who may be known twice, most likely first, and why. Nothing is merged by itself: merge those who are one person, dismiss those ' +
    'who are two.',
  arguments: {},
  options: {
    limit: {
      kind: 'integer',
      placeholder: 'N',
      min: 1,
      summary: `how many pairs; ${SHOWN} when left out`,
    },
  },
  examples: [{ line: 'touchline duplicates --limit 10', says: 'the ten most likely pairs' }],
  writes: false,
  run: (context, _args, options) =>
    withSession(context, 'read', async ({ stores }) => {
      const { found, total } = await findDuplicates(stores, options.limit ?? SHOWN);
      return { data: found.map(pairJson), text: () => textOf(found, total) };
    }),
});

const KEY = { count: 'one', summary: 'id, email, phone or LinkedIn URL' } as const;

const dismiss = defineCommand({
  description: 'Says that two people who look like one are two; the pair is not shown again.',
  arguments: { one: { ...KEY, placeholder: 'KEY' }, other: { ...KEY, placeholder: 'OTHER' } },
  options: {},
  examples: [{ line: 'touchline duplicates dismiss p3 p9', says: 'they are two people' }],
  writes: true,
  run: (context, args) =>
    withSession(context, 'write', async ({ stores, nowMs }) => {
      const one = await findPerson(stores.people, args.one, null);
      const other = await findPerson(stores.people, args.other, null);
      if (one.id === other.id)
        throw new UserError('same_person', 'both are the same person', 'name two people', 2);
      const isNew = await stores.merges.dismiss(one.id, other.id, nowMs);
      const pair = [one.id, other.id];
      return {
        data: { people: pair, dismissed: isNew },
        text: () =>
          isNew
            ? `${pair.join(' and ')} are two people; they are not shown together again.`
            : `${pair.join(' and ')} were known to be two people; nothing changed.`,
      };
    }),
});

export const duplicatesFamily: CommandFamily = {
  description: 'People who may be known twice.',
  members: [
    { name: 'list', summary: 'Show them, most likely first', isDefault: true, definition: list },
    { name: 'dismiss', summary: 'Say that two are two', definition: dismiss },
  ],
};

function pairJson({ first, second, score, reasons }: Suspects): Json {
  return { first: shortJson(first), second: shortJson(second), score, reasons: [...reasons] };
}

function shortJson(person: Prospect): Json {
  const { id, name, title, company } = person;
  return { id, name, email: addressOn(person, 'email'), title, company };
}

function textOf(found: readonly Suspects[], total: number): string {
  const [likeliest] = found;
  if (likeliest === undefined) return 'Nobody seems to be known twice.';
  const shown = ({ id, name, ...person }: Prospect): string =>
    [id, name, addressOn({ id, name, ...person }, 'email')]
      .filter((each) => each !== null)
      .join('  ');
  const table = renderTable(
    [
      { title: 'SCORE' },
      { title: 'ONE', maxWidth: 48 },
      { title: 'OTHER', maxWidth: 48 },
      { title: 'WHY' },
    ],
    found.map(({ first, second, score, reasons }) => [
      score,
      shown(first),
      shown(second),
      reasons.map((reason) => WORDS[reason]).join('; '),
    ]),
  );
  const more = total > found.length ? [`... and ${total - found.length} more: --limit N`] : [];
  const { first, second } = likeliest;
  return [
    table,
    ...more,
    `Next: touchline merge ${first.id} ${second.id}, or touchline duplicates dismiss ${first.id} ${second.id}`,
  ].join('\n');
}
