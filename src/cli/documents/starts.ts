/** Whose start hangs on a date that has changed. */
import { counted } from '../../core/counted.ts';
import type { StartedAnew } from '../../runner/deciding/start-anew.ts';

/** A sentence a line; none where nothing changed. */
export function startsText({ moved, held }: StartedAnew): readonly string[] {
  return [
    ...(moved === 0
      ? []
      : [
          `${counted(moved, 'enrollment')} ${moved === 1 ? 'has' : 'have'} another start now: the date ${moved === 1 ? 'it hangs' : 'they hang'} on has changed.`,
        ]),
    ...(held === 0
      ? []
      : [
          `${counted(held, 'enrollment')} ${held === 1 ? 'is' : 'are'} held before the start, for want of a date to come: touchline tasks`,
        ]),
  ];
}
