BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0010';
CREATE TABLE nights (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guild_id BIGINT NOT NULL,
	application_id TEXT NOT NULL,
	channel_id BIGINT NOT NULL,
	message_id BIGINT,
	list_id INTEGER,
	page TEXT,
	title TEXT NOT NULL,
	organiser_id BIGINT,
	zone TEXT NOT NULL,
	location TEXT NOT NULL,
	voice_id BIGINT,
	minutes INTEGER NOT NULL,
	remind_minutes INTEGER NOT NULL,
	wants_event BOOLEAN NOT NULL,
	event_id BIGINT,
	weekly BOOLEAN NOT NULL,
	deserted INTEGER NOT NULL,
	state VARCHAR(9) NOT NULL,
	made_at DATETIME NOT NULL,
	starts_at DATETIME,
	tied BOOLEAN NOT NULL,
	due_at DATETIME,
	begun_at DATETIME,
	CONSTRAINT ck_nights_state CHECK (state IN ('new', 'open', 'decided', 'set', 'reminded', 'ended', 'over', 'cancelled')),
	CONSTRAINT fk_nights_list_id_lists FOREIGN KEY(list_id) REFERENCES lists (id) ON DELETE SET NULL
)
;
INSERT INTO "nights" VALUES(1,1055443322110099887,'1',1055443322110099894,1055443322110099895,1,'Alien (film)','Alien (1979)',1187654321098765432,'Europe/Berlin','',NULL,120,60,1,1055443322110099896,0,0,'set','2026-11-22 12:00:00.000000','2026-12-04 19:00:00.000000',0,'2026-12-04 18:00:00.000000',NULL);
CREATE INDEX ix_nights_guild_id ON nights (guild_id);
CREATE INDEX ix_nights_list_id ON nights (list_id);
CREATE INDEX ix_nights_due_at ON nights (due_at);
CREATE TABLE night_slots (
	night_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	starts_at DATETIME NOT NULL,
	proposer_id BIGINT,
	CONSTRAINT pk_night_slots PRIMARY KEY (night_id, number),
	CONSTRAINT fk_night_slots_night_id_nights FOREIGN KEY(night_id) REFERENCES nights (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "night_slots" VALUES(1,1,'2026-12-04 19:00:00.000000',1187654321098765432);
CREATE TABLE night_approvals (
	night_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	voter_id BIGINT NOT NULL,
	CONSTRAINT pk_night_approvals PRIMARY KEY (night_id, number, voter_id),
	CONSTRAINT fk_night_approvals_night_id_number_night_slots FOREIGN KEY(night_id, number) REFERENCES night_slots (night_id, number) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "night_approvals" VALUES(1,1,298765432109876543);
CREATE TABLE night_guests (
	night_id INTEGER NOT NULL,
	guest_id BIGINT NOT NULL,
	coming BOOLEAN NOT NULL,
	remind BOOLEAN NOT NULL,
	CONSTRAINT pk_night_guests PRIMARY KEY (night_id, guest_id),
	CONSTRAINT fk_night_guests_night_id_nights FOREIGN KEY(night_id) REFERENCES nights (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "night_guests" VALUES(1,1187654321098765432,1,1);
CREATE TABLE zones (
	user_id BIGINT NOT NULL,
	zone TEXT NOT NULL,
	CONSTRAINT pk_zones PRIMARY KEY (user_id)
)
 WITHOUT ROWID
;
INSERT INTO "zones" VALUES(1187654321098765432,'Europe/Berlin');
ALTER TABLE server_settings ADD COLUMN planners VARCHAR(8) DEFAULT 'everyone' NOT NULL;
ALTER TABLE server_settings ADD COLUMN planner_role_id BIGINT;
ALTER TABLE server_settings ADD COLUMN zone TEXT;
COMMIT;
