BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0006';
CREATE TABLE shown (
	user_id BIGINT NOT NULL,
	together BOOLEAN NOT NULL,
	page TEXT NOT NULL,
	days INTEGER NOT NULL,
	last_day DATE NOT NULL,
	CONSTRAINT pk_shown PRIMARY KEY (user_id, together, page)
)
 WITHOUT ROWID
;
INSERT INTO "shown" VALUES(1187654321098765432,0,'Amélie',2,'2026-11-22');
COMMIT;
