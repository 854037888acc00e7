/** `--where` and `--segment`, as every command that asks for people has them. */
import type { Config } from '../../config/config.ts';
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { PeopleSelector } from '../../usecases/people/select-people.ts';
import { WHERE, type WrittenWhere } from '../../usecases/people/where.ts';

export const AUDIENCE_OPTIONS = {
  where: {
    kind: 'text',
    placeholder: 'EXPR',
    summary: 'those for whom this is true: "prospect.country == \'DE\'"',
  },
  segment: {
    kind: 'text',
    placeholder: 'NAME',
    summary: 'those for whom this segment of touchline.yaml is true',
  },
} as const;

/** @throws {UserError} `unknown_segment` (exit 2). */
export function writtenWhere(
  { segments }: Pick<Config, 'segments'>,
  { where, segment }: { readonly where: string | null; readonly segment: string | null },
): readonly WrittenWhere[] {
  return [
    ...(segment === null
      ? []
      : [{ place: `segment "${segment}"`, text: conditionOf(segments, segment) }]),
    ...(where === null ? [] : [{ place: WHERE, text: where }]),
  ];
}

function conditionOf(segments: Config['segments'], name: string): string {
  const text = Object.hasOwn(segments, name) ? segments[name] : undefined;
  if (text !== undefined) return text;
  const names = Object.keys(segments);
  throw new UserError(
    'unknown_segment',
    `touchline.yaml has no segment "${name}"`,
    suggestion(name, names, 'segments are') ??
      `write one there:\nsegments:\n  ${name}: "prospect.title contains 'CTO'"`,
    2,
  );
}

/**
 * People by key, or all who fit; never everybody by leaving something out.
 *
 * @throws {UserError} `no_selector`, `contradicting_selectors`, `unknown_segment` (exit 2).
 */
export function selectorOf(
  config: Pick<Config, 'segments'>,
  keys: readonly string[],
  options: {
    readonly list: string | null;
    readonly where: string | null;
    readonly segment: string | null;
  },
): PeopleSelector {
  const { list } = options;
  const where = writtenWhere(config, options);
  const fits = list !== null || where.length > 0;
  if (keys.length > 0 && fits)
    throw new UserError(
      'contradicting_selectors',
      'people are named, and asked for by what they are',
      'take one of them',
      2,
    );
  if (keys.length === 0 && !fits)
    throw new UserError(
      'no_selector',
      'whom? nobody is named',
      'name people by KEY, or: --list NAME, --segment NAME, --where EXPR',
      2,
    );
  return { list, where, keys };
}
