/** Versions of sequences, their files, and the plans that moved people between them. */
import type { Asset } from '../../core/asset.ts';
import type { AppliedPlan, EnrollmentStore, StoredVersion } from '../../ports/enrollment-store.ts';

type VersionStore = Pick<
  EnrollmentStore,
  | 'storeVersion'
  | 'asset'
  | 'version'
  | 'makeCurrent'
  | 'currents'
  | 'sequenceNames'
  | 'keepPlan'
  | 'appliedPlan'
>;

export function versionStoreOf(): VersionStore {
  const versions = new Map<string, StoredVersion>();
  const assets = new Map<string, Asset>();
  const plans = new Map<string, AppliedPlan>();
  /** By name, newest first. */
  const currents = new Map<string, { readonly hash: string; readonly atMs: number }[]>();
  const makeCurrent = (name: string, hash: string, atMs: number): void => {
    const known = currents.get(name) ?? [];
    if (known[0]?.hash !== hash) currents.set(name, [{ hash, atMs }, ...known]);
  };
  return {
    storeVersion: async ({ sequence, templates, assets: enclosed = [] }, nowMs) => {
      for (const each of enclosed) if (!assets.has(each.hash)) assets.set(each.hash, each);
      const { version, name } = sequence;
      if (!versions.has(version)) versions.set(version, { sequence, templates });
      if (!currents.has(name)) makeCurrent(name, version, nowMs);
    },
    asset: async (hash) => assets.get(hash) ?? null,
    version: async (hash) => versions.get(hash) ?? null,
    makeCurrent: async (name, hash, nowMs) => makeCurrent(name, hash, nowMs),
    currents: async (name) => currents.get(name) ?? [],
    sequenceNames: async () =>
      [...new Set([...versions.values()].map(({ sequence }) => sequence.name))].toSorted(),
    keepPlan: async (plan) => {
      if (!plans.has(plan.hash)) plans.set(plan.hash, plan);
    },
    appliedPlan: async (hash) => plans.get(hash) ?? null,
  };
}
