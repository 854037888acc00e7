/** An index of what people are found by, and views for people who ask in SQL. */
import type { Migration } from './migration.ts';
import { selected, VIEWS } from '../views.ts';

export const SEARCH_AND_VIEWS: Migration = {
  number: 12,
  name: 'search and views',
  statements: [
    // Whose text was written since the index was: those behind the counter, and these.
    `CREATE TABLE person_text_due (prospect_id INTEGER PRIMARY KEY) {strict}`,
    `INSERT INTO counter (name, value) VALUES ('last_indexed', 0)`,
  ],
  sqlite: [
    // Neither texts nor places: which trigrams are in whose text is all that is kept. See docs/decisions/0029.
    `CREATE VIRTUAL TABLE person_text USING fts5(text, content='', contentless_delete=1, detail='none', tokenize='trigram case_sensitive 1')`,
    // What fits into memory is sorted there, which takes two thirds of the time: 32 MB hold a portion of a long list.
    `INSERT INTO person_text (person_text, rank) VALUES ('hashsize', 33554432)`,
    // Whom the counter has not reached is indexed by and by; only who changes after, or comes back from a merge, is to be noted.
    `CREATE TRIGGER person_text_changed AFTER UPDATE OF profile ON prospect WHEN NEW.id <= (SELECT value FROM counter WHERE name = 'last_indexed')
     BEGIN INSERT OR IGNORE INTO person_text_due (prospect_id) VALUES (NEW.id); END`,
    `CREATE TRIGGER person_text_back AFTER INSERT ON prospect WHEN NEW.id <= (SELECT value FROM counter WHERE name = 'last_indexed')
     BEGIN INSERT OR IGNORE INTO person_text_due (prospect_id) VALUES (NEW.id); END`,
    `CREATE TRIGGER person_text_gone AFTER DELETE ON prospect
     BEGIN
       DELETE FROM person_text WHERE rowid = OLD.id;
       DELETE FROM person_text_due WHERE prospect_id = OLD.id;
     END`,
    ...VIEWS.map(
      (view) => `CREATE VIEW ${view.name} AS SELECT ${selected(view)} FROM ${view.from}`,
    ),
  ],
};
