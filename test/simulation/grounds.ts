/** What people said to being written to, and whether that lets a message go: judged without the engine's word. */
import type { RunnerSettings } from '../../src/runner/settings.ts';

interface Said {
  readonly kind: 'given' | 'withdrawn';
  /** `null`: everywhere. */
  readonly channel: string | null;
  readonly atMs: number;
}

export class Grounds {
  readonly #settings: Pick<RunnerSettings, 'compliance' | 'gateways'>;
  readonly #said = new Map<string, Said[]>();

  constructor(settings: Pick<RunnerSettings, 'compliance' | 'gateways'>) {
    this.#settings = settings;
  }

  said(prospectId: string, said: Said): void {
    this.#said.set(prospectId, [...(this.#said.get(prospectId) ?? []), said]);
  }

  /** What is wrong with a message to them. @param line  The mailbox, number or channel that it left from. */
  broken(prospectId: string, country: string | null, line: string): string[] {
    const gateway = this.#settings.gateways.find(({ id }) => id === line);
    const channel = gateway === undefined ? 'email' : gateway.channel === 'sms' ? 'sms' : line;
    const about = (this.#said.get(prospectId) ?? []).filter(
      (each) => each.channel === null || each.channel === channel,
    );
    const withdrawnAtMs = Math.max(
      ...about.flatMap(({ kind, atMs }) => (kind === 'withdrawn' ? [atMs] : [])),
      -Infinity,
    );
    const stands = about.some(({ kind, atMs }) => kind === 'given' && atMs > withdrawnAtMs);
    if (stands) return [];
    if (withdrawnAtMs > -Infinity) return [`by ${channel}, for which they took their consent back`];
    const isAsked = this.#settings.compliance !== 'off' && country === 'DE';
    return isAsked ? [`by ${channel} to Germany without consent`] : [];
  }
}
