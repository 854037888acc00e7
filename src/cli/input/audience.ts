/** `--where` and `--segment`, as every command that asks for people has them. */
import type { Config } from '../../config/config.ts';
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { WrittenWhere } from '../../usecases/people/where.ts';

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
    ...(where === null ? [] : [{ place: '--where', text: where }]),
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
