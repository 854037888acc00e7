/** Sequence versions as the runner uses them: read once from the store, immutable, so kept. */
import type { CompiledTemplate } from '../content/template.ts';
import type { Asset } from '../core/asset.ts';
import { invariant } from '../core/invariant.ts';
import type { Sequence } from '../core/sequence.ts';
import { SNIPPETS } from '../core/template.ts';
import type { EnrollmentStore, StoredVersion } from '../ports/enrollment-store.ts';

export interface LoadedVersion {
  readonly sequence: Sequence;
  /** By name; a template that does not compile is absent, and its steps say so. */
  readonly templates: ReadonlyMap<string, CompiledTemplate>;
}

export class Versions {
  readonly #store: EnrollmentStore;
  readonly #loading = new Map<string, Promise<LoadedVersion>>();
  readonly #known = new Map<string, LoadedVersion>();
  readonly #assets = new Map<string, Promise<Asset>>();

  constructor(store: EnrollmentStore) {
    this.#store = store;
  }

  of(hash: string): Promise<LoadedVersion> {
    const known = this.#loading.get(hash);
    if (known !== undefined) return known;
    const loading = this.#load(hash);
    this.#loading.set(hash, loading);
    // A store that was busy once must not fail everybody of this version until the daemon is started anew.
    loading.catch(() => this.#loading.delete(hash));
    return loading;
  }

  /** The version that new people get; `null`: no sequence of this name is stored. */
  async current(name: string): Promise<LoadedVersion | null> {
    const [newest] = await this.#store.currents(name);
    return newest === undefined ? null : this.of(newest.hash);
  }

  /** `null`: not read yet. */
  known(hash: string): LoadedVersion | null {
    return this.#known.get(hash) ?? null;
  }

  /** A file that a stored version names. */
  asset(hash: string): Promise<Asset> {
    const known = this.#assets.get(hash);
    if (known !== undefined) return known;
    const loading = this.#loadAsset(hash);
    this.#assets.set(hash, loading);
    loading.catch(() => this.#assets.delete(hash));
    return loading;
  }

  async #loadAsset(hash: string): Promise<Asset> {
    const asset = await this.#store.asset(hash);
    invariant(asset !== null, `attachment ${hash} is stored`);
    return asset;
  }

  async #load(hash: string): Promise<LoadedVersion> {
    const stored = await this.#store.version(hash);
    invariant(stored !== null, `sequence version ${hash} is stored`);
    const version = await loadedVersion(stored);
    this.#known.set(hash, version);
    return version;
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
  const all = new Map(written.map((template) => [template.name, template]));
  for (const template of written) {
    if (template.name.startsWith(SNIPPETS)) continue;
    const compiled = compileTemplate(template, all);
    if (compiled.ok) templates.set(template.name, compiled.template);
  }
  return { sequence, templates };
}
