import { countedPeople } from '../../core/counted.ts';
import { findAccount } from '../../usecases/accounts/find-account.ts';
import { addAliases, dropAliases } from '../../usecases/accounts/name-account.ts';
import { showAccount } from '../../usecases/accounts/show-account.ts';
import { defineCommand, type CommandFamily } from '../command.ts';
import { accountJson, accountText, listedJson, listedText } from '../documents/account.ts';
import { withSession } from '../workspace/session.ts';

const SHOWN = 50;

const list = defineCommand({
  description:
    'Shows companies, those of which we know most people first: how many of them are in a sequence, and whether an answer waits for us.',
  arguments: {
    part: { count: 'optional', placeholder: 'NAME', summary: 'a part of the name' },
  },
  options: {
    limit: {
      kind: 'integer',
      placeholder: 'N',
      min: 1,
      summary: `how many; ${SHOWN} when left out`,
    },
  },
  examples: [{ line: 'touchline accounts list --limit 10', says: 'the ten with most people' }],
  writes: false,
  run: (context, args, options) =>
    withSession(context, 'read', async ({ stores, settings, nowMs }) => {
      const most = options.limit ?? SHOWN;
      const part = args.part?.trim().toLowerCase() ?? null;
      const found = await stores.accounts.list(part, most);
      return {
        data: found.map(listedJson),
        text: () => listedText(found, { part, most, zone: settings.zone, nowMs }),
      };
    }),
});

const show = defineCommand({
  description:
    'Shows one company: who we know there, what part each plays, where each stands in sequences, what they answered, and how much of the ' +
    'touch budget of the account is left. A role in brackets is a guess from the title; touchline set KEY role=champion says it.',
  arguments: {
    name: { count: 'one', placeholder: 'NAME', summary: 'its domain, or a part of it' },
  },
  options: {
    limit: {
      kind: 'integer',
      placeholder: 'N',
      min: 1,
      summary: `how many people; ${SHOWN} when left out`,
    },
  },
  examples: [{ line: 'touchline accounts show acme.com', says: 'everybody at Acme' }],
  writes: false,
  run: (context, args, options) =>
    withSession(context, 'read', async ({ stores, settings, nowMs }) => {
      const account = await findAccount(stores.accounts, args.name);
      const needs = { ...stores, limits: settings.accountLimits };
      const shown = await showAccount(needs, account, options.limit ?? SHOWN, nowMs);
      return {
        data: accountJson(shown),
        text: () => accountText(shown, settings.zone, nowMs),
      };
    }),
});

const NAMES = { placeholder: 'ALIAS', count: 'many', summary: 'another domain of it' } as const;

const alias = defineCommand({
  description:
    'Says that a company has other domains: whoever is there belongs to the one account, which shares its touch budget and is held when one ' +
    'of its people answers. Two accounts become one in the same way. touchline.yaml can say it as well, under accounts.',
  arguments: {
    name: { count: 'one', placeholder: 'NAME', summary: 'the domain that stands for all' },
    aliases: NAMES,
  },
  options: {},
  examples: [
    {
      line: 'touchline accounts alias acme.com acme.de acme.fr',
      says: 'three domains, one company',
    },
  ],
  writes: true,
  run: (context, args) =>
    withSession(context, 'write', async ({ stores, nowMs }) => {
      const done = await addAliases(stores, args.name, args.aliases, nowMs);
      const { account, aliases, changed, moved } = done;
      return {
        data: { account, aliases: [...aliases], changed: [...changed], moved },
        text: () =>
          changed.length === 0
            ? `${[account, ...aliases].join(', ')}: one account already; nothing changed.`
            : `${changed.join(', ')} is ${account} from now on: ${countedPeople(moved)} moved there.\nNext: touchline accounts show ${account}`,
      };
    }),
});

const unalias = defineCommand({
  description:
    'Says that a domain is a company of its own after all. Whoever has an address there belongs to it again, unless a rep gave them another account.',
  arguments: { aliases: NAMES },
  options: {},
  examples: [{ line: 'touchline accounts unalias acme.de', says: 'acme.de is not acme.com' }],
  writes: true,
  run: (context, args) =>
    withSession(context, 'write', async ({ stores, nowMs }) => {
      const { changed, moved } = await dropAliases(stores, args.aliases, nowMs);
      return {
        data: { changed: [...changed], moved },
        text: () =>
          changed.length === 0
            ? `${args.aliases.join(', ')} stands for no other account; nothing changed.`
            : `${changed.join(', ')} stands for itself again: ${countedPeople(moved)} moved back.`,
      };
    }),
});

export const accountsFamily: CommandFamily = {
  description: 'Companies, and who we know there. An account goes by its domain.',
  members: [
    { name: 'list', summary: 'Show companies', isDefault: true, definition: list },
    { name: 'show', summary: 'Show one: people, roles, budget, answers', definition: show },
    { name: 'alias', summary: 'Say that it has other domains', definition: alias },
    { name: 'unalias', summary: 'Say that a domain is another company', definition: unalias },
  ],
};
