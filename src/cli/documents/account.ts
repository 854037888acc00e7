/** An account as `accounts` prints it. */
import { addressOn } from '../../core/person/prospect.ts';
import { limitWords } from '../../core/why/spent-words.ts';
import type { ListedAccount } from '../../ports/account-store.ts';
import type { ShownAccount, Stakeholder } from '../../usecases/accounts/show-account.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { statusText } from './enrollment.ts';

export function listedJson(listed: ListedAccount): Json {
  return {
    account: listed.account,
    people: listed.people,
    unfinished: listed.unfinished,
    open_answers: listed.openAnswers,
    last_touch_at: isoOf(listed.lastTouchAtMs),
  };
}

export function listedText(
  found: readonly ListedAccount[],
  {
    part,
    most,
    zone,
    nowMs,
  }: {
    readonly part: string | null;
    readonly most: number;
    readonly zone: string;
    readonly nowMs: number;
  },
): string {
  const [first] = found;
  if (first === undefined)
    return part === null
      ? 'Nobody is of a company yet. Next: touchline import FILE'
      : `No account has "${cleanLine(part)}" in its name.`;
  const table = renderTable(
    [
      { title: 'ACCOUNT', maxWidth: 48 },
      { title: 'PEOPLE' },
      { title: 'IN SEQUENCES' },
      { title: 'OPEN ANSWERS' },
      { title: 'LAST TOUCH' },
    ],
    found.map((each) => [
      each.account,
      each.people,
      each.unfinished,
      each.openAnswers,
      each.lastTouchAtMs === null ? null : formatTime(each.lastTouchAtMs, zone, nowMs),
    ]),
  );
  const more = found.length === most ? [`Perhaps more: --limit N`] : [];
  return [table, ...more, `Next: touchline accounts show ${cleanLine(first.account)}`].join('\n');
}

export function accountJson(shown: ShownAccount): Json {
  return {
    account: shown.account,
    aliases: [...shown.aliases],
    company: shown.company,
    people: shown.people.map(stakeholderJson),
    more_people: shown.more,
    budget: shown.budget.map(({ limit, used, clearsAtMs }) => ({
      most: limit.most,
      per_seconds: limit.perMs / 1000,
      used,
      clears_at: isoOf(clearsAtMs),
    })),
    answers: shown.answers.map(({ prospectId, name, kind, atMs, channel }) => ({
      prospect: prospectId,
      name,
      kind,
      at: isoOf(atMs),
      channel,
    })),
  };
}

function stakeholderJson({ prospect, ...standing }: Stakeholder): Json {
  const { id, name, title } = prospect;
  return {
    id,
    name,
    email: addressOn(prospect, 'email'),
    title,
    role: standing.role,
    suggested_role: standing.suggestedRole,
    last_touch_at: isoOf(standing.lastTouchAtMs),
    enrollments: standing.enrollments.map(
      ({ id: enrollment, sequence, status, reason, cursor }) => ({
        id: enrollment,
        sequence,
        status,
        reason,
        step: cursor,
      }),
    ),
  };
}

export function accountText(shown: ShownAccount, zone: string, nowMs: number): string {
  const { account, company, aliases, people, more } = shown;
  const head = company === null ? account : `${account}   ${company}`;
  const names = aliases.length === 0 ? [] : [`also ${aliases.join(', ')}`];
  const table = renderTable(
    [
      { title: 'ID' },
      { title: 'NAME', maxWidth: 32 },
      { title: 'TITLE', maxWidth: 32 },
      { title: 'ROLE' },
      { title: 'STANDS', maxWidth: 48 },
      { title: 'LAST TOUCH' },
    ],
    people.map((each) => [
      each.prospect.id,
      each.prospect.name ?? addressOn(each.prospect, 'email'),
      each.prospect.title,
      roleText(each),
      standsText(each),
      each.lastTouchAtMs === null ? null : formatTime(each.lastTouchAtMs, zone, nowMs),
    ]),
  );
  return [
    ...[head, ...names].map(cleanLine),
    '',
    people.length === 0 ? 'Nobody is of it.' : table,
    ...(more > 0 ? [`... and ${more} more: --limit N`] : []),
    ...budgetLines(shown, zone, nowMs),
    ...answerLines(shown, zone, nowMs),
    ...nextLine(people),
  ].join('\n');
}

function roleText({ role, suggestedRole }: Stakeholder): string | null {
  if (role !== null) return role.replaceAll('_', ' ');
  return suggestedRole === null ? null : `(${suggestedRole.replaceAll('_', ' ')}?)`;
}

function standsText({ enrollments }: Stakeholder): string {
  const [first, ...others] = enrollments;
  if (first === undefined) return 'in no sequence';
  const more = others.length === 0 ? '' : `, ${others.length} more`;
  const step = first.cursor === null || first.status === 'finished' ? '' : ` at ${first.cursor}`;
  return `${first.sequence}: ${statusText(first)}${step}${more}`;
}

function budgetLines({ budget }: ShownAccount, zone: string, nowMs: number): readonly string[] {
  if (budget.length === 0) return [];
  const lines = budget.map(({ limit, used, clearsAtMs }) => {
    const room =
      clearsAtMs === null ? 'room for more' : `full until ${formatTime(clearsAtMs, zone, nowMs)}`;
    return `  ${limitWords(limit)}: ${used} used, ${room}`;
  });
  return ['', 'Touches of all of them together:', ...lines];
}

function answerLines({ answers }: ShownAccount, zone: string, nowMs: number): readonly string[] {
  if (answers.length === 0) return [];
  const lines = answers.map(({ prospectId, name, kind, atMs, channel }) => {
    const by = channel === null ? '' : ` by ${channel}`;
    const who = name === null ? prospectId : `${name} (${prospectId})`;
    return cleanLine(
      `  ${formatTime(atMs, zone, nowMs)}   ${kind.replaceAll('_', ' ')}${by}   ${who}`,
    );
  });
  return ['', 'They answered:', ...lines];
}

/** The first of whom only the title speaks. */
function nextLine(people: readonly Stakeholder[]): readonly string[] {
  const guessed = people.find((each) => each.suggestedRole !== null);
  if (guessed === undefined) return [];
  return ['', `Next: touchline set ${guessed.prospect.id} role=${guessed.suggestedRole}`];
}
