/** What differs between two versions, for a person who reviews it. */
import type {
  KeyChange,
  StepDiff,
  TemplateDiff,
  VersionDiff,
} from '../../definition/print/diff.ts';
import { cleanLine } from '../output/sanitize.ts';

const MARKS: Readonly<Record<StepDiff['change'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '>',
};

/** Empty: nothing differs. @param texts  Whether the texts of templates are shown, or only named. */
export function diffText({ head, steps, templates }: VersionDiff, texts: boolean): string {
  const widest = Math.max(0, ...steps.map(({ id }) => id.length));
  const parts = [
    head.map(changeText).join('\n'),
    steps.map((step) => stepText(step, widest)).join('\n'),
    texts ? templates.map(templateText).join('\n\n') : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function stepText(step: StepDiff, width: number): string {
  const indent = ' '.repeat(width + 4);
  const [first = '', ...others] = linesOf(step);
  const start = `${MARKS[step.change]} ${step.id.padEnd(width)}  ${first}`;
  return [start, ...others.map((line) => indent + line)].join('\n');
}

function linesOf(step: StepDiff): readonly string[] {
  const moved = step.hasMoved ? ['stands in another place'] : [];
  const texts = step.templates.map((name) => `templates/${name}.md has another text`);
  switch (step.change) {
    case 'added':
      return [step.keys.map(({ key, new: now }) => `${key}: ${cleanLine(now ?? '')}`).join(', ')];
    case 'removed':
      return [step.keys.map(({ key, old }) => `${key}: ${cleanLine(old ?? '')}`).join(', ')];
    case 'changed':
    case 'moved':
      return [...step.keys.map(changeText), ...texts, ...moved];
  }
}

function changeText({ key, old, new: now }: KeyChange): string {
  return `${key}: ${shown(old)} -> ${shown(now)}`;
}

function shown(value: string | null): string {
  return value === null ? '(none)' : cleanLine(value);
}

function templateText({ name, change, diff }: TemplateDiff): string {
  // The file may well be there: it is the version that no longer has the text.
  const is = { changed: '', added: ' (added)', removed: ' (no longer used)' }[change];
  return [`templates/${name}.md${is}`, ...diff.split('\n').map(cleanLine)].join('\n');
}
