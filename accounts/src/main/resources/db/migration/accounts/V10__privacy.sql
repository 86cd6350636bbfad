-- What people agreed to, who looked at their data, and who asked to be forgotten.

-- A new version of a purpose is a new row, and asks anew.
CREATE TABLE acc_purpose (
    purpose        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version        INT           NOT NULL,
    -- 1 when there is no account without it.
    required       SMALLINT      NOT NULL,
    title_zh       VARCHAR(60)   NOT NULL,
    title_en       VARCHAR(100)  NOT NULL,
    text_zh        VARCHAR(1000) NOT NULL,
    text_en        VARCHAR(2000) NOT NULL,
    -- County time.
    effective_from DATETIME(3)   NOT NULL,
    PRIMARY KEY (purpose, version)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_consent (
    consent_id       CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id       CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    purpose          VARCHAR(40)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version          INT            NOT NULL,
    -- ONLINE by himself or his guardian; PAPER or VOICE, taken by a keeper.
    way              VARCHAR(8)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    given_on         DATE           NOT NULL,
    recorded_at      DATETIME(3)    NOT NULL,
    -- Who agreed: himself, or his guardian.
    given_by         CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Who wrote it down, and where the paper or recording lies.
    taken_by         CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference_sealed VARBINARY(900),
    -- 1 until it is withdrawn or replaced by a newer version's.
    standing         TINYINT,
    withdrawn_at     DATETIME(3),
    withdrawn_by     VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (consent_id),
    UNIQUE KEY acc_consent_standing (account_id, purpose, standing)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_look (
    look_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The county of whom was looked at.
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    viewer      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    what        VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why         VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL,
    looked_at   DATETIME(3)  NOT NULL,
    PRIMARY KEY (look_id),
    KEY acc_look_subject (subject, look_id),
    KEY acc_look_county (county_code, look_id),
    KEY acc_look_viewer (viewer, look_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_erasure (
    erasure_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_by    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    erased_at   DATETIME(3) NOT NULL,
    -- What stays and why, as it was told.
    kept        TEXT        CHARACTER SET utf8mb4 NOT NULL,
    PRIMARY KEY (erasure_id),
    UNIQUE KEY acc_erasure_account (account_id)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO acc_purpose (purpose, version, required, title_zh, title_en, text_zh, text_en, effective_from) VALUES
('service', 1, 1, '提供服务', 'The service itself',
 '为您下单、配送、取货、付款和售后，我们处理您的姓名、手机号、收货信息和订单。不同意则无法使用村路。',
 'To order, deliver, hand over, pay and look after what you buy, we process your name, phone, recipients and orders. Without it there is no account.',
 '2025-01-01 00:00:00.000'),
('village-record', 1, 0, '由站点代管档案', 'A record kept by the station',
 '没有手机的村民，由所在村级站点保存姓名、所在村和出生日期，以便代为下单和通知取货。撤回后档案即删除。',
 'For a villager without a phone, his village station keeps name, village and date of birth, so that others can order for him and tell him of parcels. Once withdrawn, the record is erased.',
 '2025-01-01 00:00:00.000'),
('marketing', 1, 0, '优惠和上新消息', 'News and offers by message',
 '向您的手机发送优惠、上新和直播预告。随时可以撤回。',
 'To send offers, new goods and live sessions to your phone. Can be withdrawn at any time.',
 '2025-01-01 00:00:00.000'),
('brand-sharing', 1, 0, '与品牌方共享', 'Sharing with the brand owner',
 '把您购买某区域品牌商品的记录提供给该品牌的所有者，用于品质回访。不含手机号。',
 'To give the owner of a regional brand the record of what you bought of it, for questions about quality. Without your phone number.',
 '2025-01-01 00:00:00.000'),
('voice-ordering', 1, 0, '语音下单', 'Ordering by voice',
 '通过电话或录音下单时，保存录音以核对订单。录音保存六个月。',
 'When you order by telephone or recording, the recording is kept to check the order. Recordings are kept for six months.',
 '2025-01-01 00:00:00.000');
