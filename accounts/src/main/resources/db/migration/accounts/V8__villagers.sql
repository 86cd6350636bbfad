-- People without a phone, whose record their station keeps; who acts for them; how they take their record over.

CREATE TABLE acc_villager (
    account_id        CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code       VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The node whose keeper keeps it; for any other station the record does not exist.
    station_code      VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    village_code      VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- His name stands in acc_account; this finds it.
    name_index        BINARY(16)     NOT NULL,
    birth_sealed      VARBINARY(60)  NOT NULL,
    -- A number to ring, such as a neighbour's. Nobody signs in by it.
    phone_note_sealed VARBINARY(300),
    kept_by           CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at        DATETIME(3)    NOT NULL,
    changed_at        DATETIME(3)    NOT NULL,
    PRIMARY KEY (account_id),
    KEY acc_villager_station (station_code, account_id),
    KEY acc_villager_name (station_code, name_index)
) DEFAULT CHARACTER SET utf8mb4;

-- Who acts for whom. Ended ones stay as history; of equal ones at most one stands.
CREATE TABLE acc_representation (
    representation_id CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    person_id         CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_id          CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- REPRESENTATIVE, authorised by the person; GUARDIAN_OF_CHILD, until 18; GUARDIAN_OF_ADULT, by a document.
    kind              VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- County time: holds from valid_from on, and before valid_until when there is one.
    valid_from        DATETIME(3)    NOT NULL,
    valid_until       DATETIME(3),
    -- 1 while it stands, null once it was ended.
    standing          TINYINT,
    -- PAPER or VOICE, when, and where the paper or recording lies.
    agreed_way        VARCHAR(8)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agreed_on         DATE           NOT NULL,
    reference_sealed  VARBINARY(900) NOT NULL,
    taken_by          CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ended_at          DATETIME(3),
    ended_by          VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (representation_id),
    UNIQUE KEY acc_representation_standing (person_id, actor_id, standing),
    KEY acc_representation_actor (actor_id, standing)
) DEFAULT CHARACTER SET utf8mb4;

-- Codes printed for a villager who has a phone now, and what became of them.
CREATE TABLE acc_merge (
    merge_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Keyed hash of the code.
    code_index   BINARY(16)  NOT NULL,
    made_by      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Real time.
    made_at      DATETIME(3) NOT NULL,
    expires_at   DATETIME(3) NOT NULL,
    -- 1 while the code may be used: a record has one at most.
    open         TINYINT,
    used_at      DATETIME(3),
    into_account CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (merge_id),
    UNIQUE KEY acc_merge_code (code_index),
    UNIQUE KEY acc_merge_open (account_id, open),
    KEY acc_merge_into (into_account)
) DEFAULT CHARACTER SET utf8mb4;
