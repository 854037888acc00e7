import { accountNames } from '../../usecases/accounts/account-names.ts';
import { lookAgain } from '../../usecases/consents/look-again.ts';
import { addPerson, type AddedPerson } from '../../usecases/people/add-person.ts';
import { releaseAll } from '../../usecases/people/release-held.ts';
import { startAnew, type StartedAnew } from '../../runner/deciding/start-anew.ts';
import { likelySlips, typedFields } from '../../usecases/people/typed-fields.ts';
import { defineCommand } from '../command.ts';
import { learnerIn } from '../workspace/learner.ts';
import { personJson, personName, personText } from '../documents/person.ts';
import { startsText } from '../documents/starts.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession } from '../workspace/session.ts';

export const add = defineCommand({
  description:
    'Adds one person by hand, by the rules of an imported row: an address, a phone number, a LinkedIn profile or an external id ' +
    'says who they are. Whoever is known already is updated, never added twice.',
  arguments: {
    fields: {
      count: 'many',
      placeholder: 'FIELD=VALUE',
      summary: 'columns of a list: email, name, company, phone ...; any other name becomes a field',
    },
  },
  options: {
    list: { kind: 'text', placeholder: 'NAME', summary: 'put the person on this list' },
    country: {
      kind: 'text',
      placeholder: 'CODE',
      summary: 'for a phone number without a country code',
    },
  },
  examples: [
    {
      line: 'touchline add email=ada@acme.example name="Ada Kern" company=Acme title=CTO',
      says: 'a person with their work',
    },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async (session) => {
      const { config, stores } = session;
      const { nowMs } = session;
      const fields = typedFields(args.fields);
      for (const { field, meant } of likelySlips(fields))
        context.talk(`"${field}" becomes a field of its own; did you mean "${meant}"?`);
      const added = await addPerson(
        { ...stores, learn: learnerIn(context, session) },
        fields,
        options.list,
        {
          ...peopleContext(config, options.country),
          accounts: await accountNames(stores.accounts),
        },
        nowMs,
      );
      const ids = new Set([added.person.id]);
      const said = fields.map(({ field }) => field).join(', ');
      const deciding = await decidingIn(session);
      const { person } = added;
      const starts = await startAnew(deciding, () => ({ nowMs, slept: null }), person.id);
      const resumed = await releaseAll(stores, deciding, ids, said, nowMs);
      if (added.before !== null) await lookAgain(stores, deciding, person.id, nowMs);
      return {
        data: {
          ...personJson(person),
          change: added.change,
          resumed,
          starts_moved: starts.moved,
          starts_held: starts.held,
        },
        text: () => textOf(added, starts, options.list),
      };
    }),
});

function textOf({ change, person }: AddedPerson, starts: StartedAnew, list: string | null): string {
  const name = personName(person);
  const said = {
    created: `Added ${name}.`,
    updated: `${name} was known; what is new was added.`,
    unchanged: `${name} is known already; nothing to change.`,
  }[change];
  const next = list === null ? `--prospect ${person.id}` : `--list ${list}`;
  const lines = [said, ...startsText(starts)].join('\n');
  return `${lines}\n\n${personText(person)}\n\nNext: touchline enroll SEQUENCE ${next}`;
}
