/** Every port of the store, for any database that can run commands. One object; no asker sees more than it needs. */
import type { Stores } from '../../ports/stores.ts';
import type { Executor } from './executor.ts';
import * as commits from './commit.ts';
import * as consentLedger from './consents.ts';
import * as dues from './due.ts';
import * as engagements from './engagement.ts';
import * as enrollments from './enrollments.ts';
import * as gates from './gate.ts';
import * as histories from './history.ts';
import * as holidays from './holidays.ts';
import * as duplicates from './duplicates.ts';
import * as imports from './imports.ts';
import * as inbounds from './inbound.ts';
import * as inboxes from './inbox.ts';
import * as merges from './merges.ts';
import * as moves from './moves.ts';
import * as prospects from './prospects.ts';
import * as states from './runner-state.ts';
import * as setBacks from './set-back.ts';
import * as signals from './signals.ts';
import * as suppressionLists from './suppressions.ts';
import * as tasks from './tasks.ts';
import * as undoes from './undo-import.ts';
import * as unmerges from './unmerge.ts';
import * as verifying from './verify.ts';

export function storesOf(db: Executor): Stores {
  return {
    engine: {
      signalled: (limit) => db.read(() => dues.signalled(limit)),
      due: (lane, nowMs, limit) => db.read(() => dues.due(lane, nowMs, limit)),
      load: (id) => db.read(() => dues.load(id)),
      history: (id, sinceMs, ofAccount) => db.read(() => dues.history(id, sinceMs, ofAccount)),
      commit: (decision) => db.write(() => commits.commit(decision)),
      commitAll: (decisions) => db.write(() => commits.commitAll(decisions)),
      plannedSends: (mailbox, nowMs, limit) =>
        db.read(() => dues.plannedSends(mailbox, nowMs, limit)),
      openGate: (guard, message) => db.write(() => gates.openGate(guard, message)),
      startData: (touchId, intent) => db.write(() => gates.startData(touchId, intent)),
      orphans: () => db.read(() => dues.orphans()),
      nextDueAtMs: (lanes) => db.read(() => dues.nextDueAtMs(lanes)),
    },
    signals: { append: (append) => db.write(() => signals.append(append)) },
    inbound: {
      cursors: (source) => db.read(() => inbounds.cursors(source)),
      unseen: (source, folder, keys) => db.read(() => inbounds.unseen(source, folder, keys)),
      storeRaw: (source, messages, identities, cursor) =>
        db.write(() => inbounds.storeRaw(source, messages, identities, cursor)),
      toUnderstand: (limit) => db.read(() => inbounds.toUnderstand(limit)),
      isToldSent: (touchId, prospectId) => db.read(() => inbounds.isToldSent(touchId, prospectId)),
      namedOnLinkedin: (name) => db.read(() => inbounds.namedOnLinkedin(name)),
      lookUp: (ids, addresses, domains) => db.read(() => inbounds.lookUp(ids, addresses, domains)),
      understood: (what) => db.write(() => inbounds.understood(what)),
      heard: (source, atMs) => db.write(() => inbounds.heardSource(source, atMs)),
      heardOf: (source, prospectId, atMs) =>
        db.write(() => inbounds.heardOf(source, prospectId, atMs)),
      failed: (source, failure) => db.write(() => inbounds.failedSource(source, failure)),
    },
    runner: {
      beginTick: (nowMs, asleepMs) => db.write(() => states.beginTick(nowMs, asleepMs)),
      lastTick: () => db.read(() => states.lastTick()),
      setBack: (nowMs, days) => db.write(() => setBacks.setBack(nowMs, days)),
      mailbox: (id, day) => db.read(() => states.mailbox(id, day)),
      restMailbox: (id, untilMs, reason, nowMs) =>
        db.write(() => states.restMailbox(id, untilMs, reason, nowMs)),
      heard: (prospectId) => db.read(() => states.heard(prospectId)),
      identity: () => db.read(() => states.identity()),
      lastIntent: () => db.read(() => states.lastIntent()),
      intentsAfter: (number) => db.read(() => states.intentsAfter(number)),
    },
    holidays: {
      years: () => db.read(() => holidays.years()),
      ofCountry: (country) => db.read(() => holidays.ofCountry(country)),
      learn: (years) => db.write(() => holidays.learn(years)),
      inUse: () => db.read(() => holidays.inUse()),
    },
    consents: consentsIn(db),
    engagement: engagementIn(db),
    ...askedByPeople(db),
  };
}

function enrollmentsOf(db: Executor): Stores['enrollments'] {
  return {
    ...versionsIn(db),
    facts: (id) => db.read(() => enrollments.facts(id)),
    factsOf: (ids) => db.read(() => enrollments.factsOf(ids)),
    enroll: (added) => db.write(() => enrollments.enroll(added)),
    ofPerson: (id) => db.read(() => enrollments.ofPerson(id)),
    select: (selector, after, limit) => db.read(() => enrollments.select(selector, after, limit)),
    peopleIn: (sequence, after, limit) =>
      db.read(() => enrollments.peopleIn(sequence, after, limit)),
    unfinished: () => db.read(() => enrollments.unfinished()),
    loadByMailbox: () => db.read(() => enrollments.loadByMailbox()),
    startsBetween: (sequence, fromMs, untilMs) =>
      db.read(() => enrollments.startsBetween(sequence, fromMs, untilMs)),
  };
}

function engagementIn(db: Executor): Stores['engagement'] {
  return {
    heardFrom: (ids) => db.read(() => engagements.heardFrom(ids)),
    exchangesOf: (ids, beforeMs) => db.read(() => engagements.exchangesOf(ids, beforeMs)),
    latestExchanges: (beforeMs, most) => db.read(() => engagements.latestExchanges(beforeMs, most)),
    idleSince: (sinceMs, most) => db.read(() => engagements.idleSince(sinceMs, most)),
  };
}

function consentsIn(db: Executor): Stores['consents'] {
  return {
    addConsents: (added, nowMs) => db.write(() => consentLedger.addConsents(added, nowMs)),
    consentsOf: (id) => db.read(() => consentLedger.consentsOf(id)),
    consents: (after, limit) => db.read(() => consentLedger.consents(after, limit)),
    addCallNumbers: (source, numbers) =>
      db.write(() => consentLedger.addCallNumbers(source, numbers)),
    dateCallList: (list, nowMs) => db.write(() => consentLedger.dateCallList(list, nowMs)),
    callLists: () => db.read(() => consentLedger.callLists()),
  };
}

function askedByPeople(
  db: Executor,
): Pick<
  Stores,
  | 'people'
  | 'imports'
  | 'merges'
  | 'enrollments'
  | 'tasks'
  | 'inbox'
  | 'suppressions'
  | 'history'
  | 'invariants'
> {
  return {
    ...whoIsWho(db),
    enrollments: enrollmentsOf(db),
    tasks: {
      task: (id) => db.read(() => tasks.task(id)),
      open: (rep) => db.read(() => tasks.open(rep)),
      snooze: (id, untilMs, note, nowMs) => db.write(() => tasks.snooze(id, untilMs, note, nowMs)),
      reassign: (id, rep) => db.write(() => tasks.reassign(id, rep)),
      close: (id, status, outcome, note, nowMs) =>
        db.write(() => tasks.close(id, status, outcome, note, nowMs)),
    },
    inbox: {
      inbox: (limit) => db.read(() => inboxes.inbox(limit)),
      corrected: () => db.read(() => inboxes.corrected()),
      inboxEntry: (id) => db.read(() => inboxes.inboxEntry(id)),
      label: (id, newClass, intent) => db.write(() => inboxes.label(id, newClass, intent)),
      assign: (id, person) => db.write(() => inboxes.assign(id, person)),
      resolve: (id, nowMs) => db.write(() => inboxes.resolve(id, nowMs)),
      replyTasksOf: (id) => db.read(() => inboxes.replyTasksOf(id)),
      heldBy: (id) => db.read(() => inboxes.heldBy(id)),
    },
    suppressions: {
      addSuppressions: (added, source, nowMs) =>
        db.write(() => suppressionLists.addSuppressions(added, source, nowMs)),
      removeSuppression: (kind, value) =>
        db.write(() => suppressionLists.removeSuppression(kind, value)),
      suppressions: () => db.read(() => suppressionLists.suppressions()),
      bound: (entries) => db.read(() => suppressionLists.bound(entries)),
    },
    history: {
      timeline: (id) => db.read(() => histories.timeline(id)),
      touch: (id) => db.read(() => histories.touch(id)),
      uncertain: () => db.read(() => histories.uncertain()),
      bytesOf: (touchId) => db.read(() => histories.bytesOf(touchId)),
      parked: () => db.read(() => histories.parked()),
      lanes: (nowMs) => db.read(() => histories.lanes(nowMs)),
      counts: () => db.read(() => histories.counts()),
    },
    invariants: {
      verify: () => db.read(() => verifying.verify()),
      inspect: () => db.inspect(),
    },
  };
}

function versionsIn(
  db: Executor,
): Pick<
  Stores['enrollments'],
  | 'storeVersion'
  | 'asset'
  | 'sequenceNames'
  | 'version'
  | 'makeCurrent'
  | 'currents'
  | 'pinned'
  | 'visits'
  | 'keepPlan'
  | 'appliedPlan'
> {
  return {
    storeVersion: (version, nowMs) => db.write(() => enrollments.storeVersion(version, nowMs)),
    asset: (hash) => db.read(() => enrollments.asset(hash)),
    version: (hash) => db.read(() => enrollments.version(hash)),
    sequenceNames: () => db.read(() => enrollments.sequenceNames()),
    makeCurrent: (name, hash, nowMs) => db.write(() => enrollments.makeCurrent(name, hash, nowMs)),
    currents: (name) => db.read(() => enrollments.currents(name)),
    pinned: (sequence) => db.read(() => moves.pinned(sequence)),
    visits: (id) => db.read(() => moves.visits(id)),
    keepPlan: (plan, nowMs) => db.write(() => moves.keepPlan(plan, nowMs)),
    appliedPlan: (hash) => db.read(() => moves.appliedPlan(hash)),
  };
}

function whoIsWho(db: Executor): Pick<Stores, 'people' | 'imports' | 'merges'> {
  return {
    people: {
      byId: (id) => db.read(() => prospects.byId(id)),
      byIdentity: (kind, value) => db.read(() => prospects.byIdentity(kind, value)),
      byIdentities: (identities) => db.read(() => prospects.byIdentities(identities)),
      sharingPhone: (value) => db.read(() => prospects.sharingPhone(value)),
      ofAccount: (accountId, limit) => db.read(() => prospects.ofAccount(accountId, limit)),
      list: (filter) => db.read(() => prospects.list(filter)),
      save: (changes, nowMs, list) => db.write(() => prospects.save(changes, nowMs, list)),
      linkedTo: (draft) => db.read(() => prospects.linkedTo(draft)),
      mergedInto: (id) => db.read(() => unmerges.mergedInto(id)),
    },
    imports: {
      importing: (order, work) => imports.importing(db, order, work),
      imports: () => db.read(() => imports.imports()),
      undoing: (importId, nowMs, work) => undoes.undoing(db, importId, nowMs, work),
      changedInFlight: (number, after, limit) =>
        db.read(() => imports.changedInFlight(number, after, limit)),
    },
    merges: {
      merge: (order) => db.write(() => merges.merge(order)),
      unmerge: (order) => db.write(() => unmerges.unmerge(order)),
      mergesOf: (id) => db.read(() => unmerges.mergesOf(id)),
      stored: (id) => db.read(() => prospects.stored(id)),
      dismissed: () => db.read(() => duplicates.dismissed()),
      dismiss: (firstId, secondId, nowMs) =>
        db.write(() => duplicates.dismiss(firstId, secondId, nowMs)),
    },
  };
}
