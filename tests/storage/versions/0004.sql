BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0004';
CREATE TABLE concept_votes (
	concept_id INTEGER NOT NULL,
	word TEXT NOT NULL,
	voter_id BIGINT NOT NULL,
	inside BOOLEAN NOT NULL,
	voted_at DATETIME NOT NULL,
	CONSTRAINT pk_concept_votes PRIMARY KEY (concept_id, word, voter_id),
	CONSTRAINT fk_concept_votes_concept_id FOREIGN KEY(concept_id) REFERENCES concepts (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "concept_votes" VALUES(1,'plum',298765432109876543,1,'2026-11-22 12:00:00.000000');
CREATE TABLE concept_words (
	concept_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	word TEXT NOT NULL,
	inside BOOLEAN NOT NULL,
	CONSTRAINT pk_concept_words PRIMARY KEY (concept_id, number),
	CONSTRAINT fk_concept_words_concept_id FOREIGN KEY(concept_id) REFERENCES concepts (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "concept_words" VALUES(1,0,'apple',1);
INSERT INTO "concept_words" VALUES(1,1,'pear',1);
INSERT INTO "concept_words" VALUES(1,2,'ice plant',1);
INSERT INTO "concept_words" VALUES(1,3,'carrot',0);
CREATE TABLE concepts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guild_id BIGINT,
	owner_id BIGINT,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	preset BOOLEAN NOT NULL,
	creator_id BIGINT,
	seed INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	used_at DATETIME NOT NULL,
	CONSTRAINT uq_concepts_guild_id_key_preset UNIQUE (guild_id, "key", preset),
	CONSTRAINT uq_concepts_owner_id_key_preset UNIQUE (owner_id, "key", preset),
	CONSTRAINT ck_concepts_place CHECK ((guild_id IS NULL) <> (owner_id IS NULL))
);
INSERT INTO "concepts" VALUES(1,1055443322110099887,NULL,'Fruit','fruit',0,1187654321098765432,7,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000');
COMMIT;
