/** What people said to being written to, and whether that lets a message go: judged without the engine's word. */
import type { RunnerSettings } from '../../src/runner/settings.ts';

export interface Said {
  readonly kind: 'given' | 'withdrawn';
  /** `null`: everywhere. */
  readonly channel: string | null;
  readonly atMs: number;
  /** `null`: it does not end by itself. */
  readonly expiresAtMs: number | null;
}

export class Grounds {
  readonly #settings: Pick<RunnerSettings, 'compliance'>;
  readonly #said = new Map<string, Said[]>();

  constructor(settings: Pick<RunnerSettings, 'compliance'>) {
    this.#settings = settings;
  }

  said(prospectId: string, said: Said): void {
    this.#said.set(prospectId, [...(this.#said.get(prospectId) ?? []), said]);
  }

  /** What is wrong with a message to them. @param ids  All that they may have been known as when they said it. */
  broken(ids: readonly string[], country: string | null, channel: string, nowMs: number): string[] {
    const about = ids
      .flatMap((id) => this.#said.get(id) ?? [])
      .filter((each) => each.channel === null || each.channel === channel);
    const withdrawnAtMs = Math.max(
      ...about.flatMap(({ kind, atMs }) => (kind === 'withdrawn' ? [atMs] : [])),
      -Infinity,
    );
    const stands = about.some(
      ({ kind, atMs, expiresAtMs }) =>
        kind === 'given' && atMs > withdrawnAtMs && (expiresAtMs ?? Infinity) > nowMs,
    );
    if (stands) return [];
    if (withdrawnAtMs > -Infinity) return [`by ${channel}, for which they took their consent back`];
    const isAsked = this.#settings.compliance !== 'off' && country === 'DE';
    return isAsked ? [`by ${channel} to Germany without consent`] : [];
  }
}
