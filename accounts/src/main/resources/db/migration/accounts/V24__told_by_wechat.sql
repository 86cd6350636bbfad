-- Some want what can wait by WeChat: by the identity there, which is theirs as long as it is linked.

ALTER TABLE acc_identity
    ADD COLUMN told TINYINT NOT NULL DEFAULT 0;

ALTER TABLE acc_notice
    -- SMS; or WECHAT, by WeChat where he wants it, else by short message. Once it is sent, how it went.
    ADD COLUMN way VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'SMS';
