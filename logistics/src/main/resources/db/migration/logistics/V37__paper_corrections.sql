-- What was received or shipped on a paper and was wrong: taken back by a linked act, and what is right written instead.

CREATE TABLE log_paper_correction (
    correction_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- PURCHASE or TRANSFER.
    paper_kind    VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    paper_id      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The act that was wrong.
    act_id        CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- PROPOSED, POSTED or REJECTED.
    state         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason        VARCHAR(200) NOT NULL,
    proposed_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at   DATETIME(3)  NOT NULL,
    decided_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    decided_at    DATETIME(3),
    PRIMARY KEY (correction_id),
    KEY log_paper_correction_node (node_code, state, correction_id),
    KEY log_paper_correction_act (act_id),
    CONSTRAINT log_paper_correction_state CHECK (state IN ('PROPOSED', 'POSTED', 'REJECTED'))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_paper_correction_line (
    correction_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq           INT         NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The paper's.
    line_no       INT         NOT NULL,
    lot_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    expires_on    DATE,
    produced_on   DATE,
    good          BIGINT      NOT NULL,
    damaged       BIGINT      NOT NULL,
    PRIMARY KEY (correction_id, seq),
    CONSTRAINT log_paper_correction_line_pieces CHECK (good >= 0 AND damaged >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- A line that was shipped by mistake and taken back has nothing left.
ALTER TABLE log_transfer_line
    DROP CONSTRAINT log_transfer_line_whole,
    ADD CONSTRAINT log_transfer_line_whole CHECK (shipped >= 0 AND received >= 0 AND lost >= 0
        AND damaged BETWEEN 0 AND received AND received + lost <= shipped);
