/** `1 at a time`, `1 per 3 days`, `3 in all`: how fast people of one account may start. */
import type { AccountPace } from '../../core/sequence.ts';
import { parsed, type Parsed, type Shape } from '../reading/shape.ts';
import { DURATION_PATTERN, readDuration, UNIT_PATTERN } from '../reading/time-shapes.ts';

export const accountPace: Shape<AccountPace> = parsed(
  'a pace such as "1 at a time", "1 per 3 days" or "3 in all"',
  {
    pattern: `^\\s*\\d{1,4} +(at +a +time|in +all|per +(${DURATION_PATTERN}|${UNIT_PATTERN}))\\s*$`,
    examples: ['1 at a time', '1 per 3 days', '3 in all'],
  },
  (written): Parsed<AccountPace> => {
    const match = /^(\d{1,4}) +(?:(at +a +time)|(in +all)|per +(.+))$/.exec(written.trim());
    const most = Number(match?.[1] ?? 0);
    if (match === null || most === 0) return {};
    if (match[2] !== undefined) return { value: { kind: 'at_a_time', most } };
    if (match[3] !== undefined) return { value: { kind: 'in_all', most } };
    const length = match[4] ?? '';
    const per = readDuration(/^\d/.test(length) ? length : `1 ${length}`);
    if (!('value' in per)) return per;
    return per.value.amount === 0 ? {} : { value: { kind: 'paced', most, per: per.value } };
  },
);
