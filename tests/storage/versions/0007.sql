BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0007';
CREATE TABLE guess_rounds (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guild_id BIGINT,
	owner_id BIGINT,
	channel_id BIGINT NOT NULL,
	day DATE,
	state VARCHAR(8) NOT NULL,
	hints INTEGER NOT NULL,
	starter_id BIGINT,
	finder_id BIGINT,
	started_at DATETIME NOT NULL,
	ended_at DATETIME,
	CONSTRAINT uq_guess_rounds_guild_id_day UNIQUE (guild_id, day),
	CONSTRAINT ck_guess_rounds_state CHECK (state IN ('open', 'found', 'given up', 'over')),
	CONSTRAINT ck_guess_rounds_place CHECK ((guild_id IS NULL) <> (owner_id IS NULL))
)
;
INSERT INTO "guess_rounds" VALUES(1,1055443322110099887,NULL,1055443322110099894,'2026-11-22','found',1,NULL,298765432109876543,'2026-11-22 12:00:00.000000','2026-11-22 13:00:00.000000');
CREATE TABLE guess_secrets (
	round_id INTEGER NOT NULL,
	word TEXT NOT NULL,
	CONSTRAINT pk_guess_secrets PRIMARY KEY (round_id),
	CONSTRAINT fk_guess_secrets_round_id FOREIGN KEY(round_id) REFERENCES guess_rounds (id) ON DELETE CASCADE
)
;
INSERT INTO "guess_secrets" VALUES(1,'coffee');
CREATE TABLE guesses (
	round_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	word TEXT NOT NULL,
	rank INTEGER NOT NULL,
	points INTEGER NOT NULL,
	guesser_id BIGINT NOT NULL,
	guessed_at DATETIME NOT NULL,
	CONSTRAINT pk_guesses PRIMARY KEY (round_id, number),
	CONSTRAINT uq_guesses_round_id_word UNIQUE (round_id, word),
	CONSTRAINT fk_guesses_round_id FOREIGN KEY(round_id) REFERENCES guess_rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "guesses" VALUES(1,1,'tea',2,0,1187654321098765432,'2026-11-22 12:30:00.000000');
INSERT INTO "guesses" VALUES(1,2,'coffee',0,4,298765432109876543,'2026-11-22 13:00:00.000000');
CREATE TABLE give_ups (
	round_id INTEGER NOT NULL,
	voter_id BIGINT NOT NULL,
	CONSTRAINT pk_give_ups PRIMARY KEY (round_id, voter_id),
	CONSTRAINT fk_give_ups_round_id FOREIGN KEY(round_id) REFERENCES guess_rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "give_ups" VALUES(1,1187654321098765432);
CREATE TABLE secret_keys (
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	CONSTRAINT pk_secret_keys PRIMARY KEY (name)
)
;
INSERT INTO "secret_keys" VALUES('word of the day','00ff');
COMMIT;
