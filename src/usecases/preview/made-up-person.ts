/** Somebody to show a sequence with before anybody is known: each of their fields says its own name. */
import type { Prospect } from '../../core/person/prospect.ts';
import type { LoadedVersion } from '../../runner/versions.ts';

export const MADE_UP: Prospect = {
  id: 'nobody',
  firstName: null,
  lastName: null,
  name: null,
  title: null,
  company: null,
  accountId: null,
  website: null,
  city: null,
  state: null,
  country: null,
  zone: null,
  zoneSource: null,
  language: null,
  owner: null,
  source: null,
  tags: [],
  fields: {},
  identities: [],
  revision: 0,
};

/** `[first name]` for `prospect.first_name`, for every name of a person that the templates ask for. */
export function namesInBrackets({ templates }: LoadedVersion): ReadonlyMap<string, string> {
  const names = [...templates.values()].flatMap(({ mergeFields }) =>
    mergeFields.map(({ name }) => name),
  );
  const own = names.filter((name) => /^(?:prospect|account)\./.test(name));
  return new Map(own.map((name) => [name, `[${wordsOf(name)}]`]));
}

function wordsOf(name: string): string {
  return name.replace(/^prospect\./, '').replaceAll(/[._]/g, ' ');
}
