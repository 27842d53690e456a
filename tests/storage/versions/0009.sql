BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0009';
CREATE TABLE talks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id TEXT NOT NULL, 
	channel_id BIGINT NOT NULL, 
	guild_id BIGINT, 
	speaker_id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	script TEXT NOT NULL, 
	models TEXT NOT NULL, 
	shown INTEGER NOT NULL, 
	led BOOLEAN NOT NULL, 
	turned_at DATETIME NOT NULL, 
	CONSTRAINT uq_talks_application_id_channel_id UNIQUE (application_id, channel_id)
)
;
CREATE TABLE talk_answers (
	talk_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	answers BLOB NOT NULL, 
	CONSTRAINT pk_talk_answers PRIMARY KEY (talk_id, step), 
	CONSTRAINT fk_talk_answers_talk_id_talks FOREIGN KEY(talk_id) REFERENCES talks (id) ON DELETE CASCADE
)
;
CREATE TABLE invitations (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id TEXT NOT NULL, 
	guild_id BIGINT NOT NULL, 
	channel_id BIGINT NOT NULL, 
	message_id BIGINT, 
	caller_id BIGINT NOT NULL, 
	ends_at DATETIME NOT NULL, 
	begun BOOLEAN NOT NULL
)
;
CREATE TABLE invitation_guests (
	invitation_id INTEGER NOT NULL, 
	guest_id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_invitation_guests PRIMARY KEY (invitation_id, guest_id), 
	CONSTRAINT fk_invitation_guests_invitation_id_invitations FOREIGN KEY(invitation_id) REFERENCES invitations (id) ON DELETE CASCADE
)
 WITHOUT ROWID


;
CREATE INDEX ix_talks_guild_id ON talks (guild_id);
CREATE INDEX ix_talks_speaker_id ON talks (speaker_id);
CREATE INDEX ix_invitations_caller_id ON invitations (caller_id);
INSERT INTO "talks" VALUES(3,'1',1055443322110099894,1055443322110099887,1187654321098765432,'small','{"title": "Small talk", "steps": [{"title": "Near", "commands": ["neighbours coffee"]}]}','[]',0,1,'2026-11-22 12:00:00.000000');
INSERT INTO "talk_answers" VALUES(3,0,X'504B0506000000000000000000000000000000000000');
INSERT INTO "invitations" VALUES(5,'1',1055443322110099887,1055443322110099894,1055443322110099999,1187654321098765432,'2026-11-22 12:01:00.000000',0);
INSERT INTO "invitation_guests" VALUES(5,1187654321098765432,'ann',0);
COMMIT;
