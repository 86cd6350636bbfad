package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Consents;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_representation}. Ended ones stay as history. */
@Singleton
class RepresentationTable {
    static final String REFERENCE = "acc_representation.reference";

    private static final String HOLDS =
            " standing = 1 AND valid_from <= ? AND (valid_until IS NULL OR valid_until > ?)";
    private static final String SELECT = "SELECT representation_id, person_id, actor_id, kind, valid_from, valid_until,"
            + " agreed_way, agreed_on, reference_sealed, taken_by FROM acc_representation WHERE ";

    private final Sql sql;
    private final FieldCipher cipher;

    RepresentationTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** By what right somebody acts for another. */
    enum Kind {
        /** Authorised by the person himself. */
        REPRESENTATIVE,
        /** By law, until the child is 18. */
        GUARDIAN_OF_CHILD,
        /** By a document that records it. */
        GUARDIAN_OF_ADULT;

        boolean guardian() {
            return this != REPRESENTATIVE;
        }
    }

    /** @param until null while it has no end */
    @Serdeable
    record Standing(
            String representationId,
            String personId,
            String actorId,
            Kind kind,
            Instant from,
            @Nullable Instant until,
            Consents.Way way,
            LocalDate agreedOn,
            String reference,
            String takenBy) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && (until == null || at.isBefore(until));
        }

        /** Hides what was noted from logs. */
        @Override
        public String toString() {
            return "Standing[" + representationId + "]";
        }
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the actor stands for the person already */
    void insert(Standing standing, boolean asKeeper) {
        sql.change(
                "INSERT INTO acc_representation (representation_id, person_id, actor_id, kind, valid_from, valid_until,"
                        + " standing, agreed_way, agreed_on, reference_sealed, taken_by, as_keeper)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
                standing.representationId(),
                standing.personId(),
                standing.actorId(),
                standing.kind(),
                standing.from(),
                standing.until(),
                standing.way(),
                standing.agreedOn(),
                cipher.seal(REFERENCE, standing.reference()),
                standing.takenBy(),
                asKeeper);
    }

    /** @return whether somebody acts for a person as the keeper of his station, and no longer than that; empty when he does not act */
    Optional<Boolean> asKeeper(String actor, String person, Instant at) {
        return sql
                .list(
                        "SELECT as_keeper FROM acc_representation WHERE actor_id = ? AND person_id = ? AND" + HOLDS,
                        row -> row.flag("as_keeper"),
                        actor,
                        person,
                        at,
                        at)
                .stream()
                .findFirst();
    }

    /** @return what was not ended, also what begins later or ran out */
    List<Standing> of(Collection<String> persons) {
        return sql.list(
                SELECT + "person_id IN (" + Sql.marks(persons.size()) + ") AND standing = 1 ORDER BY representation_id",
                this::standing,
                persons.toArray());
    }

    /** @return for whom somebody stands */
    List<Standing> by(String actor) {
        return sql.list(SELECT + "actor_id = ? AND standing = 1 ORDER BY representation_id", this::standing, actor);
    }

    /** @return whether it stood */
    boolean end(String representationId, String person, Instant at, String endedBy) {
        return sql.change(
                        "UPDATE acc_representation SET standing = NULL, ended_at = ?, ended_by = ?"
                                + " WHERE representation_id = ? AND person_id = ? AND standing = 1",
                        at,
                        endedBy,
                        representationId,
                        person)
                == 1;
    }

    /** Ends those in which any of these accounts is person or actor. */
    void endAll(Collection<String> accounts, Instant at, String endedBy) {
        var arguments = new ArrayList<Object>(List.of(at, endedBy));
        arguments.addAll(accounts);
        arguments.addAll(accounts);
        String some = "(" + Sql.marks(accounts.size()) + ")";
        sql.change(
                "UPDATE acc_representation SET standing = NULL, ended_at = ?, ended_by = ?"
                        + " WHERE standing = 1 AND (person_id IN " + some + " OR actor_id IN " + some + ")",
                arguments.toArray());
    }

    /** Where the paper lies may tell whose it is. */
    void forgetReferences(Collection<String> persons) {
        for (String person : persons) {
            sql.change(
                    "UPDATE acc_representation SET reference_sealed = ? WHERE person_id = ?",
                    cipher.seal(REFERENCE, "-"),
                    person);
        }
    }

    /** Of one who ran out nothing stands in the way of a new one. */
    void endRunOut(String person, Instant at) {
        sql.change(
                "UPDATE acc_representation SET standing = NULL, ended_at = valid_until, ended_by = 'system'"
                        + " WHERE person_id = ? AND standing = 1 AND valid_until <= ?",
                person,
                at);
    }

    /** A day of birth was corrected. */
    void childUntil(String person, Instant ofAge) {
        sql.change(
                "UPDATE acc_representation SET valid_until = ?"
                        + " WHERE person_id = ? AND standing = 1 AND kind = 'GUARDIAN_OF_CHILD'",
                ofAge,
                person);
    }

    private Standing standing(Row row) {
        return new Standing(
                row.string("representation_id"),
                row.string("person_id"),
                row.string("actor_id"),
                row.constant("kind", Kind.class),
                row.instant("valid_from"),
                row.instant("valid_until"),
                row.constant("agreed_way", Consents.Way.class),
                row.date("agreed_on"),
                cipher.open(REFERENCE, row.bytes("reference_sealed")),
                row.string("taken_by"));
    }
}
