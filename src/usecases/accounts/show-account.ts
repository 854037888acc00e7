/** One company: who is there, what part they play, where they stand, what they answered, and how much more may reach them. */
import { personVerdict, type TouchLimit } from '../../core/budget.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { ROLE_FIELD, roleWord, suggestedRole } from '../../people/cells/role.ts';
import type { AccountAnswer, AccountEnrollment, AccountStore } from '../../ports/account-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';

export interface Stakeholder {
  readonly prospect: Prospect;
  /** As a rep or a list said; `null`: nobody did. */
  readonly role: string | null;
  /** What their title suggests; `null`: nothing, or a role is known. */
  readonly suggestedRole: string | null;
  /** Unfinished ones first. */
  readonly enrollments: readonly AccountEnrollment[];
  /** Within the longest limit, epoch ms; `null`: nothing reached them. */
  readonly lastTouchAtMs: number | null;
}

export interface AccountBudget {
  readonly limit: TouchLimit;
  readonly used: number;
  /** When one more may leave; `null`: now. */
  readonly clearsAtMs: number | null;
}

export interface ShownAccount {
  readonly account: string;
  readonly aliases: readonly string[];
  /** What most of its people call it. */
  readonly company: string | null;
  /** Known longest first. */
  readonly people: readonly Stakeholder[];
  /** How many more there are. */
  readonly more: number;
  /** Newest first. */
  readonly answers: readonly (AccountAnswer & { readonly name: string | null })[];
  readonly budget: readonly AccountBudget[];
}

export interface ShowAccountNeeds {
  readonly accounts: AccountStore;
  readonly people: Pick<PeopleStore, 'ofAccount'>;
  readonly limits: readonly TouchLimit[];
}

const ANSWERS_MOST = 10;

/** @param most  So many people are shown. */
export async function showAccount(
  { accounts, people, limits }: ShowAccountNeeds,
  account: string,
  most: number,
  nowMs: number,
): Promise<ShownAccount> {
  const everybody = await people.ofAccount(account, Number.MAX_SAFE_INTEGER);
  const enrollments = new Map<string, AccountEnrollment[]>();
  for (const each of await accounts.enrollments(account))
    enrollments.set(each.prospectId, [...(enrollments.get(each.prospectId) ?? []), each]);
  const sinceMs = nowMs - Math.max(YEAR_MS, ...limits.map(({ perMs }) => perMs));
  const counted = await accounts.counted(account, sinceMs);
  const names = new Map(everybody.map(({ id, name }) => [id, name]));
  const known = await accounts.aliases();
  return {
    account,
    aliases: known.flatMap(({ alias, account: of }) => (of === account ? [alias] : [])),
    company: mostCommon(everybody.flatMap(({ company }) => company ?? [])),
    people: everybody.slice(0, most).map((prospect): Stakeholder => {
      const role = prospect.fields[ROLE_FIELD];
      const touched = counted.filter(({ prospectId }) => prospectId === prospect.id);
      return {
        prospect,
        role: role === undefined ? null : roleWord(role),
        suggestedRole: role === undefined ? suggestedRole(prospect.title) : null,
        enrollments: unfinishedFirst(enrollments.get(prospect.id) ?? []),
        lastTouchAtMs: touched.length === 0 ? null : Math.max(...touched.map(({ atMs }) => atMs)),
      };
    }),
    more: Math.max(0, everybody.length - most),
    answers: (await accounts.answers(account, ANSWERS_MOST)).map((each) => ({
      ...each,
      name: names.get(each.prospectId) ?? null,
    })),
    budget: limits.map((limit) => {
      const instants = counted.map(({ atMs }) => atMs);
      const verdict = personVerdict([limit], instants, nowMs);
      return {
        limit,
        used: instants.filter((atMs) => atMs > nowMs - limit.perMs).length,
        clearsAtMs: verdict.open ? null : verdict.clearsAtMs,
      };
    }),
  };
}

const YEAR_MS = 365 * 24 * 3_600_000;

function unfinishedFirst(enrollments: readonly AccountEnrollment[]): readonly AccountEnrollment[] {
  return enrollments.toSorted(
    (a, b) => Number(a.status === 'finished') - Number(b.status === 'finished'),
  );
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
