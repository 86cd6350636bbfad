-- Short messages to people's phones: written with what they tell of, sent afterwards by whichever instance claims them.

CREATE TABLE acc_notice (
    notice_id    CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind         VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    phone_sealed VARBINARY(120) NOT NULL,
    phone_index  BINARY(16)     NOT NULL,
    -- Null once the message is out, for codes are nobody's business afterwards; kept in a demo, whose play reads them.
    text_sealed  VARBINARY(2000),
    -- QUEUED, SENDING, SENT, FAILED (the provider refuses it) or DROPPED (not sent before it expired).
    state        VARCHAR(8)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    queued_at    DATETIME(3)    NOT NULL,
    -- After this nobody needs it. Real time.
    expires_at   DATETIME(3)    NOT NULL,
    -- When it may be claimed: while SENDING, when the claim runs out. By the database's clock.
    due_at       DATETIME(3)    NOT NULL,
    attempts     INT            NOT NULL DEFAULT 0,
    claimed_by   CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin,
    ended_at     DATETIME(3),
    -- How the provider calls it.
    reference    VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (notice_id),
    KEY acc_notice_due (state, due_at),
    KEY acc_notice_phone (phone_index, notice_id),
    KEY acc_notice_age (ended_at)
) DEFAULT CHARACTER SET utf8mb4;

-- How many messages a county has sent in an hour and in a day.
CREATE TABLE acc_notice_budget (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- HOUR or DAY.
    span        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    begins_at   DATETIME(3) NOT NULL,
    used        INT         NOT NULL,
    PRIMARY KEY (county_code, span, begins_at)
) DEFAULT CHARACTER SET utf8mb4;
