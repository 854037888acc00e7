/** Every port of the store, for any database that can run commands. One object; no asker sees more than it needs. */
import type { Stores } from '../../ports/stores.ts';
import type { Executor } from './executor.ts';
import * as accounts from './people/accounts.ts';
import * as commits from './engine/commit.ts';
import * as consentLedger from './people/consents.ts';
import * as countedTouches from './people/counted-touches.ts';
import * as dues from './engine/due.ts';
import * as engagements from './people/engagement.ts';
import * as erasing from './privacy/erase.ts';
import * as erasedPeople from './people/erased.ts';
import * as enrollments from './engine/enrollments.ts';
import * as gates from './engine/gate.ts';
import * as histories from './history.ts';
import * as holidays from './engine/holidays.ts';
import * as duplicates from './merges/duplicates.ts';
import * as exporting from './exports.ts';
import * as imports from './imports/imports.ts';
import * as inbounds from './hearing/inbound.ts';
import * as inboxes from './hearing/inbox.ts';
import * as knownColumns from './people/known-columns.ts';
import * as lists from './people/lists.ts';
import * as merges from './merges/merges.ts';
import * as moves from './engine/moves.ts';
import * as pasts from './engine/pasts.ts';
import * as privacy from './privacy/privacy.ts';
import * as prospects from './people/prospects.ts';
import * as retention from './privacy/retention.ts';
import * as starts from './people/changed-starts.ts';
import * as states from './engine/runner-state.ts';
import * as searches from './people/search.ts';
import * as setBacks from './engine/set-back.ts';
import * as signals from './engine/signals.ts';
import * as suppressionLists from './people/suppressions.ts';
import * as tasks from './engine/tasks.ts';
import * as turns from './engine/account-turns.ts';
import * as undoes from './imports/undo-import.ts';
import * as unmerges from './merges/unmerge.ts';
import * as verifying from './verify/verify.ts';

export function storesOf(db: Executor): Stores {
  return {
    engine: {
      signalled: (limit) => db.read(() => dues.signalled(limit)),
      due: (lane, nowMs, limit) => db.read(() => dues.due(lane, nowMs, limit)),
      changedStarts: (limit) => db.read(() => starts.changedStarts(limit)),
      startsSeen: (seen) => db.write(() => starts.startsSeen(seen)),
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
      hasAnsweredFrom: (prospectId, address) =>
        db.read(() => inbounds.hasAnsweredFrom(prospectId, address)),
      isToldSent: (touchId, prospectId) => db.read(() => inbounds.isToldSent(touchId, prospectId)),
      namesOf: (accountId) => db.read(() => accounts.namesOf(accountId)),
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
      assertKey: () => {
        db.readKeyAgain();
        return db.read(() => erasedPeople.assertKey());
      },
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
    ...privacyIn(db),
    ...searchIn(db),
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
    inAccount: (sequence, accountId) => db.read(() => turns.inAccount(sequence, accountId)),
    select: (selector, after, limit) => db.read(() => enrollments.select(selector, after, limit)),
    peopleIn: (sequence, after, limit) =>
      db.read(() => enrollments.peopleIn(sequence, after, limit)),
    unfinished: () => db.read(() => enrollments.unfinished()),
    loadByMailbox: () => db.read(() => enrollments.loadByMailbox()),
    startsBetween: (sequence, fromMs, untilMs) =>
      db.read(() => enrollments.startsBetween(sequence, fromMs, untilMs)),
  };
}

function privacyIn(db: Executor): Pick<Stores, 'privacy' | 'erasures' | 'retention'> {
  return {
    privacy: {
      erased: (people) => db.read(() => privacy.erased(people)),
      forgetErased: (identity) => db.write(() => erasedPeople.forgetErased(identity)),
      everything: (id) => db.read(() => privacy.everything(id)),
      rememberFile: (file, nowMs) => db.write(() => privacy.rememberFile(file, nowMs)),
      writtenFiles: () => db.read(() => privacy.writtenFiles()),
      forgetFile: (path) => db.write(() => privacy.forgetFile(path)),
      record: (record) => db.write(() => privacy.addRecord(record)),
      records: (limit) => db.read(() => privacy.records(limit)),
    },
    erasures: {
      begin: async (erasure) => {
        // A key that was lost is not made anew: it would find nobody.
        if (erasure.keepsHash && !(await db.read(() => erasedPeople.hasKey()))) db.makeKey();
        await db.write(() => erasing.begin(erasure));
      },
      begun: () => db.read(() => erasing.begun()),
      namingOf: (id) => db.read(() => erasing.namingOf(id)),
      mailOfOthers: (id, table, after, limit) =>
        db.read(() => erasing.mailOfOthers(id, table, after, limit)),
      replaceMail: (mail, isGone) => db.write(() => erasing.replaceMail(mail, isGone)),
      finish: (erasure, nowMs) => db.write(() => erasing.finish(erasure, nowMs)),
      isToBeCleaned: () => db.read(() => erasing.isToBeCleaned()),
      clean: async () => {
        const isClean = await db.clean();
        if (isClean) await db.write(() => erasing.cleaned());
        return isClean;
      },
    },
    retention: {
      beginDay: (day) => db.write(() => retention.beginDay(day)),
      aged: (beforeMs, after, limit) => db.read(() => retention.aged(beforeMs, after, limit)),
      countBodies: (beforeMs) => db.read(() => retention.countBodies(beforeMs)),
      dropBodies: (beforeMs) => db.write(() => retention.dropBodies(beforeMs)),
    },
  };
}

function searchIn(db: Executor): Pick<Stores, 'search' | 'lists' | 'exports'> {
  return {
    search: {
      mayFit: (sought) => db.read(() => searches.mayFit(sought)),
      columns: () => db.read(() => knownColumns.columns()),
      behind: () => db.read(() => searches.behind()),
      catchUp: (most) => db.write(() => searches.catchUp(most)),
      pastOf: (ids, parts) => db.read(() => pasts.pastOf(ids, parts)),
    },
    lists: {
      lists: () => db.read(() => lists.lists()),
      join: (list, ids) => db.write(() => lists.join(list, ids)),
      leave: (list, ids) => db.write(() => lists.leave(list, ids)),
      rename: (list, name) => db.write(() => lists.rename(list, name)),
      disband: (list) => db.write(() => lists.disband(list)),
    },
    exports: {
      columnsOf: exporting.columnsOf,
      rowsAfter: (kind, after, limit) => db.read(() => exporting.rowsAfter(kind, after, limit)),
      rowsOf: (kind, people) => db.read(() => exporting.rowsOf(kind, people)),
    },
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
  | 'accounts'
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
      bytesOf: (id) => db.read(() => inboxes.bytesOf(id)),
      label: (id, newClass, intent) => db.write(() => inboxes.label(id, newClass, intent)),
      assign: (id, person) => db.write(() => inboxes.assign(id, person)),
      resolve: (id, nowMs) => db.write(() => inboxes.resolve(id, nowMs)),
      replyTasksOf: (id) => db.read(() => inboxes.replyTasksOf(id)),
      heldBy: (id) => db.read(() => inboxes.heldBy(id)),
    },
    suppressions: {
      addSuppressions: (added, source, nowMs) =>
        db.write(() => suppressionLists.addSuppressions(added, source, nowMs)),
      listed: (entries) => db.read(() => suppressionLists.listed(entries)),
      removeSuppression: (kind, value, channel) =>
        db.write(() => suppressionLists.removeSuppression(kind, value, channel)),
      binding: (identity) => db.read(() => suppressionLists.binding(identity)),
      suppressions: () => db.read(() => suppressionLists.suppressions()),
      bound: (entries) => db.read(() => suppressionLists.bound(entries)),
    },
    history: {
      timeline: (id) => db.read(() => histories.timeline(id)),
      importsOf: (id) => db.read(() => histories.importsOf(id)),
      touch: (id) => db.read(() => histories.touch(id)),
      uncertain: () => db.read(() => histories.uncertain()),
      bytesOf: (touchId) => db.read(() => histories.bytesOf(touchId)),
      held: () => db.read(() => histories.held()),
      parked: () => db.read(() => histories.parked()),
      lanesBeside: (known, nowMs) => db.read(() => histories.lanesBeside(known, nowMs)),
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

function whoIsWho(db: Executor): Pick<Stores, 'people' | 'accounts' | 'imports' | 'merges'> {
  return {
    accounts: {
      aliases: () => db.read(() => accounts.aliases()),
      changeAliases: (change) => db.write(() => accounts.changeAliases(change)),
      list: (part, limit) => db.read(() => accounts.list(part, limit)),
      counted: (account, sinceMs) => db.read(() => countedTouches.countedThere(account, sinceMs)),
      enrollments: (account) => db.read(() => accounts.enrollments(account)),
      answers: (account, limit) => db.read(() => accounts.answers(account, limit)),
    },
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
      areTwo: (oneId, otherId) => db.read(() => duplicates.areTwo(oneId, otherId)),
      inOneThread: () => db.read(() => duplicates.inOneThread()),
      dismissed: () => db.read(() => duplicates.dismissed()),
      dismiss: (firstId, secondId, nowMs) =>
        db.write(() => duplicates.dismiss(firstId, secondId, nowMs)),
    },
  };
}
