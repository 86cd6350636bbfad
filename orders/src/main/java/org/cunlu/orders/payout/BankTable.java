package org.cunlu.orders.payout;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.orders.Party;

/** Rows of bank accounts, whose holders and numbers are sealed. */
@Singleton
class BankTable {
    private static final String HOLDER = "ord_bank_account.holder";
    private static final String NUMBER = "ord_bank_account.number";

    private final Sql sql;
    private final FieldCipher cipher;

    BankTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** What is told of one. @param tail last four digits */
    record Shown(Party party, String bankName, String tail, int version, Instant setAt) {}

    /** All of one, for the bank alone. */
    record Opened(String holder, String number, String bankName, int version) {
        @Override
        public String toString() {
            return "Opened[" + bankName + ", " + version + "]";
        }
    }

    Optional<Shown> shown(Party party) {
        return Optional.ofNullable(shown(List.of(party)).get(party));
    }

    Map<Party, Shown> shown(Collection<Party> parties) {
        var shown = new HashMap<Party, Shown>();
        if (!parties.isEmpty()) {
            sql.list(
                    "SELECT party, bank_name, tail, version, set_at FROM ord_bank_account WHERE party IN ("
                            + Sql.marks(parties.size()) + ")",
                    row -> shown.put(Party.of(row.string("party")), shown(row)),
                    parties.stream().map(Party::text).toArray());
        }
        return shown;
    }

    private static Shown shown(Row row) {
        return new Shown(
                Party.of(row.string("party")),
                row.string("bank_name"),
                row.string("tail"),
                row.integer("version"),
                row.instant("set_at"));
    }

    /** @return by party, their versions */
    Map<Party, Integer> versions(Collection<Party> parties) {
        var versions = new HashMap<Party, Integer>();
        if (!parties.isEmpty()) {
            sql.list(
                    "SELECT party, version FROM ord_bank_account WHERE party IN (" + Sql.marks(parties.size()) + ")",
                    row -> versions.put(Party.of(row.string("party")), row.integer("version")),
                    parties.stream().map(Party::text).toArray());
        }
        return versions;
    }

    /** @return by party, who said last where it is paid */
    Map<Party, String> setters(Collection<Party> parties) {
        var setters = new HashMap<Party, String>();
        if (!parties.isEmpty()) {
            sql.list(
                    "SELECT party, set_by FROM ord_bank_account WHERE party IN (" + Sql.marks(parties.size()) + ")",
                    row -> setters.put(Party.of(row.string("party")), row.string("set_by")),
                    parties.stream().map(Party::text).toArray());
        }
        return setters;
    }

    Map<Party, Opened> opened(Collection<Party> parties) {
        var opened = new HashMap<Party, Opened>();
        if (!parties.isEmpty()) {
            sql.list(
                    "SELECT party, holder_sealed, number_sealed, bank_name, version FROM ord_bank_account WHERE party IN ("
                            + Sql.marks(parties.size()) + ")",
                    row -> opened.put(
                            Party.of(row.string("party")),
                            new Opened(
                                    cipher.open(HOLDER, row.bytes("holder_sealed")),
                                    cipher.open(NUMBER, row.bytes("number_sealed")),
                                    row.string("bank_name"),
                                    row.integer("version"))),
                    parties.stream().map(Party::text).toArray());
        }
        return opened;
    }

    /** Sets it, the next version of it; while a payout is under way nothing is changed. @return whether it was set */
    boolean set(Party party, String county, String holder, String number, String bankName, String by, Instant at) {
        // Locks the row, so that a batch that is being made sees one version or the other.
        sql.change(
                "INSERT INTO ord_bank_account (party, county_code, holder_sealed, number_sealed, tail, bank_name, version,"
                        + " set_by, set_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?) ON DUPLICATE KEY UPDATE party = party",
                party.text(),
                county,
                cipher.seal(HOLDER, holder),
                cipher.seal(NUMBER, number),
                number.substring(number.length() - 4),
                bankName,
                by,
                at);
        return sql.change(
                        "UPDATE ord_bank_account SET holder_sealed = ?, number_sealed = ?, tail = ?, bank_name = ?,"
                                + " version = version + 1, set_by = ?, set_at = ? WHERE party = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM ord_payout p WHERE p.party = ? AND p.under_way = 1)",
                        cipher.seal(HOLDER, holder),
                        cipher.seal(NUMBER, number),
                        number.substring(number.length() - 4),
                        bankName,
                        by,
                        at,
                        party.text(),
                        party.text())
                == 1;
    }

    /** So that they are sealed anew when the key changes. */
    @Factory
    static class Columns {
        @Singleton
        @Named("bank-holders")
        SealedColumn holders() {
            return new SealedColumn("ord_bank_account", "party", "holder_sealed", HOLDER);
        }

        @Singleton
        @Named("bank-numbers")
        SealedColumn numbers() {
            return new SealedColumn("ord_bank_account", "party", "number_sealed", NUMBER);
        }
    }
}
