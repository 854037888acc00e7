/** Sequence versions as the runner uses them: read once from the store, immutable, so kept. */
import type { CompiledTemplate } from '../content/template.ts';
import { invariant } from '../core/invariant.ts';
import type { Sequence } from '../core/sequence.ts';
import type { EnrollmentStore, StoredVersion } from '../ports/enrollment-store.ts';

export interface LoadedVersion {
  readonly sequence: Sequence;
  /** By name; a template that does not compile is absent, and its steps say so. */
  readonly templates: ReadonlyMap<string, CompiledTemplate>;
}

export class Versions {
  readonly #store: EnrollmentStore;
  readonly #loaded = new Map<string, Promise<LoadedVersion>>();

  constructor(store: EnrollmentStore) {
    this.#store = store;
  }

  of(hash: string): Promise<LoadedVersion> {
    const known = this.#loaded.get(hash);
    if (known !== undefined) return known;
    const loading = this.#load(hash);
    this.#loaded.set(hash, loading);
    // A store that was busy once must not fail everybody of this version until the daemon is started anew.
    loading.catch(() => this.#loaded.delete(hash));
    return loading;
  }

  /** The version that new people get; `null`: no sequence of this name is stored. */
  async current(name: string): Promise<LoadedVersion | null> {
    const [newest] = await this.#store.currents(name);
    return newest === undefined ? null : this.of(newest.hash);
  }

  async #load(hash: string): Promise<LoadedVersion> {
    const stored = await this.#store.version(hash);
    invariant(stored !== null, `sequence version ${hash} is stored`);
    return loadedVersion(stored);
  }
}

/** A version with its templates compiled. */
export async function loadedVersion({
  sequence,
  templates: written,
}: StoredVersion): Promise<LoadedVersion> {
  // Only now: a run with nothing due needs no templates, and their engines take longer to load than such a run takes.
  const { compileTemplate } = await import('../content/template.ts');
  const templates = new Map<string, CompiledTemplate>();
  for (const template of written) {
    const compiled = compileTemplate(template);
    if (compiled.ok) templates.set(template.name, compiled.template);
  }
  return { sequence, templates };
}
