package org.cunlu.orders.subsidy;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;

/** Rows of those who take part, the number of their document sealed, and what they have of a programme. */
@Singleton
class PersonTable {
    private static final String NUMBER = "ord_subsidy_person.number";
    private static final String SELECT =
            "SELECT person_id, programme_id, account_id, document, state, taken_fen, asked_at FROM ord_subsidy_person";

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;

    PersonTable(Sql sql, FieldCipher cipher, BlindIndex index) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
    }

    enum State {
        ASKED,
        APPROVED,
        DECLINED
    }

    /** @param document kind of it, such as {@code POVERTY-CARD} @param takenFen what his orders hold */
    @Serdeable
    record Person(
            String personId,
            String programmeId,
            String accountId,
            String document,
            State state,
            long takenFen,
            Instant askedAt) {}

    /** @param buyerFen what he may still have of it @param allFen what all may */
    record Left(long buyerFen, long allFen) {
        long fen() {
            return Math.max(0, Math.min(buyerFen, allFen));
        }
    }

    void insert(Person person, String countyCode, String number) {
        sql.change(
                "INSERT INTO ord_subsidy_person (person_id, programme_id, county_code, account_id, document, number_sealed,"
                        + " number_index, state, taken_fen, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'ASKED', 0, ?)",
                person.personId(),
                person.programmeId(),
                countyCode,
                person.accountId(),
                person.document(),
                cipher.seal(NUMBER, number),
                index.of(NUMBER, number),
                person.askedAt());
    }

    /** Asks again after a refusal, maybe by another document. @return false when he was not refused */
    boolean again(Person person, String number) {
        return sql.change(
                        "UPDATE ord_subsidy_person SET document = ?, number_sealed = ?, number_index = ?, state = 'ASKED',"
                                + " asked_at = ? WHERE programme_id = ? AND account_id = ? AND state = 'DECLINED'",
                        person.document(),
                        cipher.seal(NUMBER, number),
                        index.of(NUMBER, number),
                        person.askedAt(),
                        person.programmeId(),
                        person.accountId())
                == 1;
    }

    Optional<Person> find(String personId) {
        return sql.one(SELECT + " WHERE person_id = ?", PersonTable::person, personId);
    }

    Optional<Person> find(String programmeId, String accountId) {
        return sql.one(
                SELECT + " WHERE programme_id = ? AND account_id = ?", PersonTable::person, programmeId, accountId);
    }

    /** @return whether this is the number that he gave; nothing is opened */
    boolean proves(String personId, String number) {
        return sql.one(
                        "SELECT number_index FROM ord_subsidy_person WHERE person_id = ?",
                        row -> row.bytes("number_index"),
                        personId)
                .filter(kept -> Arrays.equals(kept, index.of(NUMBER, number)))
                .isPresent();
    }

    boolean decide(String personId, State to, String by, Instant at) {
        return sql.change(
                        "UPDATE ord_subsidy_person SET state = ?, decided_by = ?, decided_at = ? WHERE person_id = ? AND"
                                + " state = 'ASKED'",
                        to,
                        by,
                        at,
                        personId)
                == 1;
    }

    /**
     * His document is his from now on: the unique key refuses whoever else is approved by it.
     * @return false when it was decided before, or the number is not his any more
     */
    boolean approve(String personId, String number, String by, Instant at) {
        return sql.change(
                        "UPDATE ord_subsidy_person SET state = 'APPROVED', granted_index = number_index, decided_by = ?,"
                                + " decided_at = ? WHERE person_id = ? AND state = 'ASKED' AND number_index = ?",
                        by,
                        at,
                        personId,
                        index.of(NUMBER, number))
                == 1;
    }

    /** @return the oldest first */
    List<Person> asked(String programmeId, String after, int limit) {
        return sql.list(
                SELECT + " WHERE programme_id = ? AND state = 'ASKED' AND person_id > ? ORDER BY person_id LIMIT ?",
                PersonTable::person,
                programmeId,
                after,
                limit);
    }

    /** Of all programmes. */
    List<Person> askedOf(String countyCode, String after, int limit) {
        return sql.list(
                SELECT + " WHERE county_code = ? AND state = 'ASKED' AND person_id > ? ORDER BY person_id LIMIT ?",
                PersonTable::person,
                countyCode,
                after,
                limit);
    }

    List<Person> of(String accountId) {
        return sql.list(SELECT + " WHERE account_id = ? ORDER BY person_id", PersonTable::person, accountId);
    }

    /** @return the number of a document; null once it is forgotten */
    @Nullable
    String number(String personId) {
        return sql.one(
                        "SELECT number_sealed FROM ord_subsidy_person WHERE person_id = ?",
                        row -> Optional.ofNullable(row.bytes("number_sealed")),
                        personId)
                .flatMap(kept -> kept)
                .map(kept -> cipher.open(NUMBER, kept))
                .orElse(null);
    }

    /** @return what is left for somebody, by programme; only where he takes part */
    Map<String, Left> left(String accountId, Collection<String> programmeIds) {
        var arguments = new ArrayList<Object>(List.of(accountId));
        arguments.addAll(programmeIds);
        var left = new HashMap<String, Left>();
        sql.list(
                "SELECT s.programme_id, s.buyer_cap_fen - p.taken_fen AS his, s.cap_fen - s.taken_fen AS all_fen FROM"
                        + " ord_subsidy_person p JOIN ord_subsidy s ON s.programme_id = p.programme_id"
                        + " WHERE p.account_id = ? AND p.state = 'APPROVED' AND s.state = 'OPEN' AND s.programme_id IN ("
                        + Sql.marks(programmeIds.size()) + ")",
                row -> left.put(row.string("programme_id"), new Left(row.number("his"), row.number("all_fen"))),
                arguments.toArray());
        return left;
    }

    /** Takes of both caps, or of none. @return false when one of them has not so much, or it does not run any more */
    boolean take(String programmeId, String accountId, long fen, Instant now) {
        return sql.change(
                        "UPDATE ord_subsidy s JOIN ord_subsidy_person p ON p.programme_id = s.programme_id"
                                + " SET s.taken_fen = s.taken_fen + ?, p.taken_fen = p.taken_fen + ?"
                                + " WHERE s.programme_id = ? AND p.account_id = ? AND s.state = 'OPEN' AND p.state = 'APPROVED'"
                                + " AND s.valid_from <= ? AND s.valid_until > ?"
                                + " AND s.taken_fen + ? <= s.cap_fen AND p.taken_fen + ? <= s.buyer_cap_fen",
                        fen,
                        fen,
                        programmeId,
                        accountId,
                        now,
                        now,
                        fen,
                        fen)
                == 2;
    }

    void giveBack(String programmeId, String accountId, long fen) {
        sql.change(
                "UPDATE ord_subsidy s JOIN ord_subsidy_person p ON p.programme_id = s.programme_id"
                        + " SET s.taken_fen = s.taken_fen - ?, p.taken_fen = p.taken_fen - ?"
                        + " WHERE s.programme_id = ? AND p.account_id = ?",
                fen,
                fen,
                programmeId,
                accountId);
    }

    /** What orders gave back, below zero where they took it again. */
    void told(List<Object[]> rows) {
        sql.insertMany(
                "INSERT INTO ord_subsidy_back (back_id, programme_id, county_code, account_id, order_id, line_no, fen, at)",
                rows);
    }

    /** What a villager's record has of a programme is his own account's now, where that does not take part itself. */
    void handOver(String fromAccountId, String intoAccountId) {
        for (Person from : of(fromAccountId)) {
            sql.change("UPDATE ord_subsidy_back SET account_id = ? WHERE account_id = ?", intoAccountId, fromAccountId);
            Optional<Person> own = find(from.programmeId(), intoAccountId);
            if (own.isEmpty()) {
                sql.change(
                        "UPDATE ord_subsidy_person SET account_id = ? WHERE person_id = ?",
                        intoAccountId,
                        from.personId());
            } else {
                sql.change(
                        "UPDATE ord_subsidy_person SET taken_fen = taken_fen + ? WHERE person_id = ?",
                        from.takenFen(),
                        own.get().personId());
                sql.change("DELETE FROM ord_subsidy_person WHERE person_id = ?", from.personId());
            }
        }
    }

    /** Nobody can read the number any more; that it was used stays known, so that its cap is not begun anew. */
    void forget(String accountId) {
        sql.change(
                "UPDATE ord_subsidy_person SET number_sealed = NULL, number_index = NULL WHERE account_id = ?",
                accountId);
    }

    /** Of who was forgotten, that his document was used is of no use any more once the programme is over. */
    int forgetOver(Instant now) {
        return sql.change(
                "UPDATE ord_subsidy_person p JOIN ord_subsidy s ON s.programme_id = p.programme_id"
                        + " SET p.granted_index = NULL WHERE p.number_index IS NULL AND p.granted_index IS NOT NULL"
                        + " AND (s.state = 'CLOSED' OR s.valid_until <= ?)",
                now);
    }

    private static Person person(Row row) {
        return new Person(
                row.string("person_id"),
                row.string("programme_id"),
                row.string("account_id"),
                row.string("document"),
                row.constant("state", State.class),
                row.number("taken_fen"),
                row.instant("asked_at"));
    }

    /** For the rotation of keys. */
    @Factory
    static class Sealed {
        @Singleton
        @Named(NUMBER)
        SealedColumn number() {
            return new SealedColumn("ord_subsidy_person", "person_id", "number_sealed", NUMBER);
        }
    }
}
