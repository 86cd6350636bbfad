package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_notice}. Due times and claims go by the database's clock, on which all instances agree. */
@Singleton
class NoticeTable {
    static final String PHONE = "acc_notice.phone";
    static final String TEXT = "acc_notice.text";

    private static final String LATER = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";
    private static final int REFERENCE_LENGTH_MAX = 64;
    private static final String TOLD =
            "SELECT notice_id, kind, state, queued_at, read_at, CASE WHEN kind = 'CODE' THEN NULL ELSE text_sealed END"
                    + " AS text_sealed FROM acc_notice";
    private static final String OF_ACCOUNT = " WHERE account_id = ?";
    private static final String READABLE = " AND kind <> 'CODE' AND text_sealed IS NOT NULL";
    private static final String OF_NUMBER = " WHERE phone_index = ? AND account_id IS NULL";

    enum State {
        QUEUED,
        SENDING,
        SENT,
        FAILED,
        DROPPED
    }

    /** How a message goes. */
    enum Way {
        SMS,
        /** By WeChat where he wants it, else by short message. */
        WECHAT
    }

    /** @param accountId whom it is for; null for whoever has the number @param attempts this one included */
    record Claimed(
            String noticeId,
            @Nullable String accountId,
            MobileNumber to,
            Way way,
            Notices.Kind kind,
            String text,
            Instant expiresAt,
            int attempts) {
        /** Hides what it says from logs. */
        @Override
        public String toString() {
            return "Claimed[" + noticeId + "]";
        }
    }

    /** That somebody was told something. @param text null for a code, and for what was sent before texts were kept */
    record Told(
            String noticeId,
            Notices.Kind kind,
            State state,
            Instant queuedAt,
            @Nullable String text,
            @Nullable Instant readAt) {
        @Override
        public String toString() {
            return "Told[" + noticeId + "]";
        }
    }

    /** A message as the demo's door shows it. */
    record Shown(String noticeId, Notices.Kind kind, State state, Instant queuedAt, String text) {
        @Override
        public String toString() {
            return "Shown[" + noticeId + "]";
        }
    }

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final String county;
    private final boolean demo;

    NoticeTable(
            Sql sql,
            FieldCipher cipher,
            BlindIndex index,
            @Value("${cunlu.county.code}") String county,
            @Value("${cunlu.demo:false}") boolean demo) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
        this.county = county;
        this.demo = demo;
    }

    /**
     * @param accountId whom it is for; null for whoever has the number
     * @param wait until it is sent
     */
    void insert(
            String noticeId,
            @Nullable String accountId,
            MobileNumber to,
            Way way,
            Notices.Kind kind,
            String text,
            Instant now,
            Instant expiresAt,
            Duration wait) {
        sql.soon(
                "INSERT INTO acc_notice (notice_id, account_id, county_code, way, kind, phone_sealed, phone_index,"
                        + " text_sealed, state, queued_at, expires_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        + LATER + ")",
                noticeId,
                accountId,
                county,
                way,
                kind,
                cipher.seal(PHONE, to.e164()),
                phoneIndex(to),
                cipher.seal(TEXT, text),
                State.QUEUED,
                now,
                expiresAt,
                wait.toMillis() * 1000);
    }

    List<String> due(int limit) {
        return sql.list(
                "SELECT notice_id FROM acc_notice WHERE state IN ('QUEUED', 'SENDING') AND due_at <= UTC_TIMESTAMP(3)"
                        + " ORDER BY due_at LIMIT " + limit,
                row -> row.string("notice_id"));
    }

    /** Takes those that nobody else took in between. @param claimant new for each round */
    List<Claimed> claim(List<String> noticeIds, String claimant, Duration lease) {
        // In the order of the key, so that two instances wait for each other and never both.
        List<String> sorted = noticeIds.stream().sorted().toList();
        String among = " AND notice_id IN (" + Sql.marks(sorted.size()) + ")";
        var change = new ArrayList<Object>(List.of(claimant, lease.toMillis() * 1000));
        change.addAll(sorted);
        sql.change(
                "UPDATE acc_notice SET state = 'SENDING', claimed_by = ?, attempts = attempts + 1, due_at = " + LATER
                        + " WHERE state IN ('QUEUED', 'SENDING') AND due_at <= UTC_TIMESTAMP(3)" + among,
                change.toArray());
        var look = new ArrayList<Object>(List.of(claimant));
        look.addAll(sorted);
        return sql.list(
                "SELECT notice_id, account_id, way, kind, phone_sealed, text_sealed, expires_at, attempts FROM acc_notice"
                        + " WHERE claimed_by = ? AND state = 'SENDING'" + among,
                this::claimed,
                look.toArray());
    }

    /** @param way in which it went at last @return whether the claim was still good */
    boolean end(Claimed notice, String claimant, Way way, State state, String reference, Instant now) {
        return sql.change(
                        "UPDATE acc_notice SET state = ?, way = ?, ended_at = ?, reference = ?, claimed_by = NULL"
                                + (demo
                                        ? ""
                                        : ", text_sealed = CASE WHEN kind = 'CODE' OR account_id IS NULL THEN NULL ELSE text_sealed END")
                                + " WHERE notice_id = ? AND claimed_by = ? AND state = 'SENDING'",
                        state,
                        way,
                        now,
                        ascii(reference),
                        notice.noticeId(),
                        claimant)
                == 1;
    }

    void putBack(Claimed notice, String claimant, Duration pause) {
        sql.change(
                "UPDATE acc_notice SET state = 'QUEUED', claimed_by = NULL, due_at = " + LATER
                        + " WHERE notice_id = ? AND claimed_by = ? AND state = 'SENDING'",
                pause.toMillis() * 1000,
                notice.noticeId(),
                claimant);
    }

    /** WeChat does not take it: it goes by short message, at once. */
    void bySms(Claimed notice, String claimant) {
        sql.change(
                "UPDATE acc_notice SET state = 'QUEUED', way = 'SMS', attempts = 0, claimed_by = NULL,"
                        + " due_at = UTC_TIMESTAMP(3) WHERE notice_id = ? AND claimed_by = ? AND state = 'SENDING'",
                notice.noticeId(),
                claimant);
    }

    /** @return the latest first; only those whose text is kept */
    List<Shown> latest(MobileNumber to, int limit) {
        return sql.list(
                "SELECT notice_id, kind, state, queued_at, text_sealed FROM acc_notice"
                        + " WHERE phone_index = ? AND text_sealed IS NOT NULL ORDER BY notice_id DESC LIMIT " + limit,
                row -> new Shown(
                        row.string("notice_id"),
                        row.constant("kind", Notices.Kind.class),
                        row.constant("state", State.class),
                        row.instant("queued_at"),
                        cipher.open(TEXT, row.bytes("text_sealed"))),
                (Object) phoneIndex(to));
    }

    /**
     * @param phone that he has now, for the codes that were sent to it; null for none
     * @return what somebody was told, the latest first
     */
    List<Told> told(String accountId, @Nullable MobileNumber phone, int limit) {
        // Each half by its own index.
        String latest = " ORDER BY notice_id DESC LIMIT " + limit;
        var arguments = new ArrayList<Object>(List.of(accountId));
        String of = "(" + TOLD + OF_ACCOUNT + latest + ")";
        if (phone != null) {
            of += " UNION ALL (" + TOLD + OF_NUMBER + latest + ")";
            arguments.add(phoneIndex(phone));
        }
        return sql.list(of + latest, this::told, arguments.toArray());
    }

    /** @param before id of the last one seen; null for the beginning @return what somebody can read, the latest first */
    List<Told> inbox(String accountId, @Nullable String before, int limit) {
        var arguments = new ArrayList<Object>(List.of(accountId));
        if (before != null) {
            arguments.add(before);
        }
        return sql.list(
                TOLD + OF_ACCOUNT + READABLE + (before == null ? "" : " AND notice_id < ?")
                        + " ORDER BY notice_id DESC LIMIT " + limit,
                this::told,
                arguments.toArray());
    }

    int unread(String accountId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM acc_notice" + OF_ACCOUNT + READABLE + " AND read_at IS NULL",
                        row -> row.integer("n"),
                        accountId)
                .orElseThrow();
    }

    /** He has seen this one and all before it. */
    void read(String accountId, String upTo, Instant now) {
        sql.change(
                "UPDATE acc_notice SET read_at = ?" + OF_ACCOUNT + READABLE + " AND read_at IS NULL AND notice_id <= ?",
                now,
                accountId,
                upTo);
    }

    /** Deletes what somebody was told, but for what is still on its way. */
    void forget(String accountId, @Nullable MobileNumber phone) {
        sql.change("DELETE FROM acc_notice" + OF_ACCOUNT + " AND ended_at IS NOT NULL", accountId);
        if (phone != null) {
            sql.change("DELETE FROM acc_notice" + OF_NUMBER + " AND ended_at IS NOT NULL", (Object) phoneIndex(phone));
        }
    }

    /** @return how many were deleted, at most 1,000 */
    int sweep(Instant before) {
        return sql.change("DELETE FROM acc_notice WHERE ended_at < ? ORDER BY ended_at LIMIT 1000", before);
    }

    private Told told(Row row) {
        byte[] text = row.bytes("text_sealed");
        return new Told(
                row.string("notice_id"),
                row.constant("kind", Notices.Kind.class),
                row.constant("state", State.class),
                row.instant("queued_at"),
                text == null ? null : cipher.open(TEXT, text),
                row.instant("read_at"));
    }

    private Claimed claimed(Row row) {
        return new Claimed(
                row.string("notice_id"),
                row.string("account_id"),
                new MobileNumber(cipher.open(PHONE, row.bytes("phone_sealed"))),
                row.constant("way", Way.class),
                row.constant("kind", Notices.Kind.class),
                cipher.open(TEXT, row.bytes("text_sealed")),
                row.instant("expires_at"),
                row.integer("attempts"));
    }

    private byte[] phoneIndex(MobileNumber phone) {
        return index.of(PHONE, phone.e164());
    }

    private static String ascii(String reference) {
        String printable = reference.replaceAll("[^\\x21-\\x7e]", "");
        return printable.length() > REFERENCE_LENGTH_MAX ? printable.substring(0, REFERENCE_LENGTH_MAX) : printable;
    }
}
