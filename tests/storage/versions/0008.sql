BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0008';
CREATE TABLE server_settings (
	guild_id BIGINT NOT NULL,
	prefix TEXT,
	speakers VARCHAR(8) NOT NULL,
	speaker_role_id BIGINT,
	CONSTRAINT pk_server_settings PRIMARY KEY (guild_id),
	CONSTRAINT ck_server_settings_speakers CHECK (speakers IN ('everyone', 'role', 'managers'))
)
 WITHOUT ROWID
;
CREATE TABLE server_channels (
	guild_id BIGINT NOT NULL,
	channel_id BIGINT NOT NULL,
	CONSTRAINT pk_server_channels PRIMARY KEY (guild_id, channel_id),
	CONSTRAINT fk_server_channels_guild_id_server_settings FOREIGN KEY(guild_id) REFERENCES server_settings (guild_id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "server_settings" VALUES(1055443322110099887,'?','role',1055443322110099900);
INSERT INTO "server_channels" VALUES(1055443322110099887,1055443322110099901);
COMMIT;
