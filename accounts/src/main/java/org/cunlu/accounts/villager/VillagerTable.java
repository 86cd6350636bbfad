package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.FullName;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_villager}. Whoever changes a record or who acts for its person locks its row first. */
@Singleton
class VillagerTable {
    static final String BIRTH = "acc_villager.birth";
    static final String PHONE_NOTE = "acc_villager.phone-note";

    private static final String NAME = "acc_villager.name";
    private static final String SELECT = "SELECT v.account_id, v.county_code, v.station_code, v.village_code,"
            + " v.birth_sealed, v.phone_note_sealed, v.kept_by, v.created_at FROM acc_villager v"
            + " JOIN acc_account a ON a.account_id = v.account_id AND a.state = 'ACTIVE'";

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;

    VillagerTable(Sql sql, FieldCipher cipher, BlindIndex index) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
    }

    void insert(Villager villager, FullName name) {
        sql.change(
                "INSERT INTO acc_villager (account_id, county_code, station_code, village_code, name_index, birth_sealed,"
                        + " phone_note_sealed, kept_by, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                villager.accountId(),
                villager.countyCode(),
                villager.stationCode(),
                villager.villageCode(),
                index.of(NAME, name.searchable()),
                cipher.seal(BIRTH, villager.birth().day().toString()),
                sealedNote(villager.phoneNote()),
                villager.keptBy(),
                villager.createdAt(),
                villager.createdAt());
    }

    void change(Villager villager, FullName name, Instant at) {
        sql.change(
                "UPDATE acc_villager SET village_code = ?, name_index = ?, birth_sealed = ?, phone_note_sealed = ?,"
                        + " changed_at = ? WHERE account_id = ?",
                villager.villageCode(),
                index.of(NAME, name.searchable()),
                cipher.seal(BIRTH, villager.birth().day().toString()),
                sealedNote(villager.phoneNote()),
                at,
                villager.accountId());
    }

    /** @return the record if it is one of these stations' and its person has neither an account of his own nor gone */
    Optional<Villager> find(String accountId, Collection<String> stations) {
        return stations.isEmpty() ? Optional.empty() : ofStations(accountId, stations, "");
    }

    /** The same; nobody else changes it until the caller's transaction has ended. */
    Optional<Villager> lock(String accountId, Collection<String> stations) {
        return stations.isEmpty() ? Optional.empty() : ofStations(accountId, stations, " FOR UPDATE");
    }

    /** The same for whatever station. */
    Optional<Villager> lock(String accountId) {
        return sql.one(SELECT + " WHERE v.account_id = ? FOR UPDATE", this::villager, accountId);
    }

    /** @return in order of id */
    List<Villager> of(Collection<String> stations, @Nullable FullName name, String after, int limit) {
        if (stations.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(stations);
        if (name != null) {
            arguments.add(index.of(NAME, name.searchable()));
        }
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE v.station_code IN (" + Sql.marks(stations.size()) + ")"
                        + (name == null ? "" : " AND v.name_index = ?")
                        + " AND v.account_id > ? ORDER BY v.account_id LIMIT ?",
                this::villager,
                arguments.toArray());
    }

    /** @return the day of birth that any of these accounts' records tells, also of one that was merged */
    Optional<LocalDate> born(Collection<String> accountIds) {
        return sql
                .list(
                        "SELECT birth_sealed FROM acc_villager WHERE account_id IN (" + Sql.marks(accountIds.size())
                                + ")",
                        row -> LocalDate.parse(cipher.open(BIRTH, row.bytes("birth_sealed"))),
                        accountIds.toArray())
                .stream()
                .findFirst();
    }

    /** What a person is shown of himself; also after his record was merged. */
    List<Villager> kept(Collection<String> accountIds) {
        return sql.list(
                SELECT.replace(" AND a.state = 'ACTIVE'", "") + " WHERE v.account_id IN ("
                        + Sql.marks(accountIds.size()) + ")",
                this::villager,
                accountIds.toArray());
    }

    /** He has a phone of his own now. */
    void forgetPhoneNote(String accountId) {
        sql.change("UPDATE acc_villager SET phone_note_sealed = NULL WHERE account_id = ?", accountId);
    }

    void erase(Collection<String> accountIds) {
        sql.change(
                "DELETE FROM acc_villager WHERE account_id IN (" + Sql.marks(accountIds.size()) + ")",
                accountIds.toArray());
    }

    private Optional<Villager> ofStations(String accountId, Collection<String> stations, String lock) {
        var arguments = new ArrayList<Object>(stations);
        arguments.add(accountId);
        return sql.one(
                SELECT + " WHERE v.station_code IN (" + Sql.marks(stations.size()) + ") AND v.account_id = ?" + lock,
                this::villager,
                arguments.toArray());
    }

    private byte[] sealedNote(@Nullable String note) {
        return note == null || note.isBlank() ? null : cipher.seal(PHONE_NOTE, note.strip());
    }

    private Villager villager(Row row) {
        byte[] note = row.bytes("phone_note_sealed");
        return new Villager(
                row.string("account_id"),
                row.string("county_code"),
                row.string("station_code"),
                row.string("village_code"),
                new Birth(LocalDate.parse(cipher.open(BIRTH, row.bytes("birth_sealed")))),
                note == null ? null : cipher.open(PHONE_NOTE, note),
                row.string("kept_by"),
                row.instant("created_at"));
    }
}
