package org.cunlu.orders.pricelist;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of members of co-operatives. */
@Singleton
class MemberTable {
    private static final String SELECT = "SELECT member_id, coop_code, account_id, recorded_at FROM ord_coop_member";

    private final Sql sql;

    MemberTable(Sql sql) {
        this.sql = sql;
    }

    /** Somebody is a member. */
    @Serdeable
    record Member(String memberId, String coopCode, String accountId, Instant recordedAt) {}

    void insert(Member member, String countyCode, String by) {
        sql.change(
                "INSERT INTO ord_coop_member (member_id, county_code, coop_code, account_id, recorded_by, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                member.memberId(),
                countyCode,
                member.coopCode(),
                member.accountId(),
                by,
                member.recordedAt());
    }

    Optional<Member> find(String countyCode, String coopCode, String accountId) {
        return sql.one(
                SELECT + " WHERE county_code = ? AND coop_code = ? AND account_id = ?",
                MemberTable::member,
                countyCode,
                coopCode,
                accountId);
    }

    List<Member> of(String accountId) {
        return sql.list(SELECT + " WHERE account_id = ? ORDER BY member_id", MemberTable::member, accountId);
    }

    List<Member> all(String countyCode, String coopCode, String after, int limit) {
        return sql.list(
                SELECT + " WHERE county_code = ? AND coop_code = ? AND member_id > ? ORDER BY member_id LIMIT ?",
                MemberTable::member,
                countyCode,
                coopCode,
                after,
                limit);
    }

    /** @return false when there was none */
    boolean remove(String countyCode, String coopCode, String memberId) {
        return sql.change(
                        "DELETE FROM ord_coop_member WHERE county_code = ? AND coop_code = ? AND member_id = ?",
                        countyCode,
                        coopCode,
                        memberId)
                == 1;
    }

    void handOver(String fromAccountId, String intoAccountId) {
        sql.change(
                "UPDATE IGNORE ord_coop_member SET account_id = ? WHERE account_id = ?", intoAccountId, fromAccountId);
        forget(fromAccountId);
    }

    void forget(String accountId) {
        sql.change("DELETE FROM ord_coop_member WHERE account_id = ?", accountId);
    }

    private static Member member(Row row) {
        return new Member(
                row.string("member_id"), row.string("coop_code"), row.string("account_id"), row.instant("recorded_at"));
    }
}
