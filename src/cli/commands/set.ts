import { counted } from '../../core/counted.ts';
import { accountNames } from '../../usecases/accounts/account-names.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { setFields, type SetFields } from '../../usecases/people/set-fields.ts';
import { likelyRole, likelySlips, typedFields } from '../../usecases/people/typed-fields.ts';
import { defineCommand } from '../command.ts';
import { learnerIn } from '../workspace/learner.ts';
import { personJson, personName, personText } from '../documents/person.ts';
import { startsText } from '../documents/starts.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession } from '../workspace/session.ts';

export const set = defineCommand({
  description:
    'Changes one person by hand. FIELD= with nothing behind it clears the field. A new email stands in front of the old ones, which are ' +
    'kept so that answers from them are still heard; a cleared email is kept too, as one that does not reach them. What was held ' +
    'because the field was missing goes on at once.',
  arguments: {
    key: { count: 'one', placeholder: 'KEY', summary: 'id, email, phone or LinkedIn URL' },
    fields: {
      count: 'many',
      placeholder: 'FIELD=VALUE',
      summary: 'as in a list: title, company, email, zone, owner, tags, account, role ...',
    },
  },
  options: {},
  examples: [
    { line: 'touchline set p12 title=CTO company="Kern GmbH"', says: 'change two fields' },
    { line: 'touchline set ada@acme.example email=ada@kern.example', says: 'a new address' },
    { line: 'touchline set p12 title=', says: 'clear a field' },
    {
      line: 'touchline set p12 account=acme.com role=champion',
      says: 'which company they belong to, and what part they play there',
    },
  ],
  writes: true,
  run: (context, args) =>
    withSession(context, 'write', async (session) => {
      const fields = typedFields(args.fields);
      for (const { field, meant } of likelySlips(fields))
        context.talk(`"${field}" is a field of its own; did you mean "${meant}"?`);
      const role = likelyRole(fields);
      if (role !== null) context.talk(`the role is kept as written; did you mean "${role}"?`);
      const { stores } = session;
      const person = await findPerson(stores.people, args.key, null);
      const done = await setFields(
        { ...stores, learn: learnerIn(context, session) },
        await decidingIn(session),
        person,
        fields,
        {
          ...peopleContext(session.config, null),
          accounts: await accountNames(stores.accounts),
        },
        session.nowMs,
      );
      return {
        data: {
          ...personJson(done.person),
          changed: done.hasChanged,
          resumed: done.resumed,
          starts_moved: done.starts.moved,
          starts_held: done.starts.held,
          withdrawn: done.withdrawn,
          closed_tasks: done.closedTaskIds,
          still_missing: [...done.stillMissing, ...done.notDates],
          still_too_long: done.stillTooLong,
        },
        text: () => textOf(done),
      };
    }),
});

function textOf({ person, hasChanged, resumed, closedTaskIds, ...more }: SetFields): string {
  const { starts, withdrawn, stillMissing, stillTooLong, notDates } = more;
  const asked = [...stillMissing, ...stillTooLong, ...notDates].map((each) =>
    each.replace(/^prospect\./, ''),
  );
  const name = personName(person);
  const lines = [
    hasChanged ? `Changed ${name}.` : `${name} is so already; nothing to change.`,
    ...(resumed > 0 ? [`${counted(resumed, 'enrollment goes', 'enrollments go')} on.`] : []),
    ...(withdrawn > 0
      ? [`Taken back what was planned or open: touchline why ${person.id} says why.`]
      : []),
    // Those that are held now are named below, with what they lack.
    ...startsText({ ...starts, held: 0 }),
    ...(closedTaskIds.length > 0 ? [`Done with it: ${closedTaskIds.join(', ')}.`] : []),
    ...(stillMissing.length > 0
      ? [`Still held, because this is missing: ${stillMissing.join(', ')}.`]
      : []),
    ...(stillTooLong.length > 0
      ? [`Still held, because this is too long: ${stillTooLong.join(', ')}.`]
      : []),
    ...(notDates.length > 0
      ? [
          `Still held, because this is no date to come: ${notDates.join(', ')}. One is written 2026-03-31.`,
        ]
      : []),
    ...(asked.length > 0
      ? [`Next: touchline set ${person.id} ${asked.map((each) => `${each}=...`).join(' ')}`]
      : []),
  ];
  return `${lines.join('\n')}\n\n${personText(person)}`;
}
