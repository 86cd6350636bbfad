-- Who gave what under which right, what two people decide together, what is offered by a code, who is shut out.

ALTER TABLE acc_grant
    -- The giver's own grant; null when it was given from the server itself, by no account.
    ADD COLUMN given_under    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    -- Where its scope lay when it was given: codes from the root down, each behind a slash.
    ADD COLUMN scope_path     VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin,
    -- County time of the giving. Null in rows from before these columns, which nothing can be held against.
    ADD COLUMN given_at       DATETIME(3),
    -- The same and the end in real time, by the database's clock.
    ADD COLUMN written_at     DATETIME(3),
    ADD COLUMN ended_at       DATETIME(3),
    -- For powerful roles: what two people decided, the second of them, and his own grant.
    ADD COLUMN proposal_id    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN approved_by    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN approved_under CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    -- Where it was taken up by a code.
    ADD COLUMN invitation_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY acc_grant_role (role, standing, grant_id),
    ADD KEY acc_grant_under (given_under),
    ADD UNIQUE KEY acc_grant_proposal_once (proposal_id);

-- A powerful role that one gave and another has to approve. Times of the deciding are real time.
CREATE TABLE acc_grant_proposal (
    proposal_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role        VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_kind  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_value VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- County time; null from: from the approval on.
    valid_from  DATETIME(3),
    valid_until DATETIME(3),
    proposed_by CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    given_under CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at DATETIME(3) NOT NULL,
    expires_at  DATETIME(3) NOT NULL,
    -- OPEN, APPROVED, DECLINED, WITHDRAWN or EXPIRED.
    state       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 while it is open: of equal ones at most one is.
    open        TINYINT,
    decided_by  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    decided_at  DATETIME(3),
    PRIMARY KEY (proposal_id),
    UNIQUE KEY acc_grant_proposal_open (account_id, role, scope_kind, scope_value, open),
    KEY acc_grant_proposal_role (role, open, proposal_id)
) DEFAULT CHARACTER SET utf8mb4;

-- A role offered to whoever brings the code or the link. Both are kept as keyed hashes. Times are real time.
CREATE TABLE acc_invitation (
    invitation_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code_index    BINARY(16)  NOT NULL,
    token_index   BINARY(16)  NOT NULL,
    role          VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_kind    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_value   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- County time until which the role will hold; null without end.
    valid_until   DATETIME(3),
    given_by      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at       DATETIME(3) NOT NULL,
    expires_at    DATETIME(3) NOT NULL,
    -- 1 while it may be taken up.
    open          TINYINT,
    withdrawn_by  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    used_by       CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    used_at       DATETIME(3),
    PRIMARY KEY (invitation_id),
    UNIQUE KEY acc_invitation_code (code_index),
    UNIQUE KEY acc_invitation_token (token_index),
    KEY acc_invitation_giver (given_by, open, invitation_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Each time an account was shut out, in real time by the database's clock.
CREATE TABLE acc_suspension (
    suspension_id CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason_sealed VARBINARY(1700),
    suspended_by  VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    suspended_at  DATETIME(3)    NOT NULL,
    reinstated_by VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin,
    reinstated_at DATETIME(3),
    -- 1 while it lasts.
    open          TINYINT,
    PRIMARY KEY (suspension_id),
    UNIQUE KEY acc_suspension_open (account_id, open)
) DEFAULT CHARACTER SET utf8mb4;

-- Since when those are out who are out already is not known.
INSERT INTO acc_suspension (suspension_id, account_id, suspended_by, suspended_at, open)
SELECT account_id, account_id, 'migration', CURRENT_TIMESTAMP(3), 1 FROM acc_account WHERE state = 'SUSPENDED';

-- A lost second factor that one operator wants taken off and another agrees to. Real time.
CREATE TABLE acc_factor_reset (
    reset_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at DATETIME(3) NOT NULL,
    expires_at  DATETIME(3) NOT NULL,
    -- 1 while it waits for the second operator.
    open        TINYINT,
    approved_by CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    approved_at DATETIME(3),
    PRIMARY KEY (reset_id),
    UNIQUE KEY acc_factor_reset_open (account_id, open)
) DEFAULT CHARACTER SET utf8mb4;
