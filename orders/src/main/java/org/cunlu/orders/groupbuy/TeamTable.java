package org.cunlu.orders.groupbuy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.groupbuy.Team.Member;
import org.cunlu.orders.groupbuy.Team.Standing;
import org.cunlu.orders.groupbuy.Team.State;

/** Rows of teams and their orders. A team's row is changed before those of its orders. */
@Singleton
class TeamTable {
    private static final String TEAM =
            "SELECT team_id, county_code, promotion_id, code, size, joined, paid, state, opened_at, ends_at FROM ord_team";
    private static final String MEMBER =
            "SELECT m.order_id, m.team_id, m.promotion_id, m.group_id, m.pieces, m.state FROM ord_team_order m";

    private final Sql sql;

    TeamTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Team team) {
        sql.change(
                "INSERT INTO ord_team (team_id, county_code, promotion_id, code, size, joined, paid, state, opened_at, ends_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                team.teamId(),
                team.countyCode(),
                team.promotionId(),
                team.code(),
                team.size(),
                team.joined(),
                team.paid(),
                team.state(),
                team.openedAt(),
                team.endsAt());
    }

    void insert(Member member, String countyCode) {
        sql.change(
                "INSERT INTO ord_team_order (order_id, team_id, promotion_id, county_code, group_id, pieces, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                member.orderId(),
                member.teamId(),
                member.promotionId(),
                countyCode,
                member.groupId(),
                member.pieces(),
                member.standing());
    }

    /** @return false when it has its size, or its time is over */
    boolean join(String teamId, Instant now) {
        return sql.change(
                        "UPDATE ord_team SET joined = joined + 1 WHERE team_id = ? AND state = 'OPEN' AND joined < size"
                                + " AND ends_at > ?",
                        teamId,
                        now)
                == 1;
    }

    /** One more has paid; the last makes it full. @return false when its time is over */
    boolean paid(String teamId, Instant now) {
        return sql.change(
                        "UPDATE ord_team SET state = CASE WHEN paid + 1 >= size THEN 'FULL' ELSE state END, paid = paid + 1"
                                + " WHERE team_id = ? AND state = 'OPEN' AND ends_at > ?",
                        teamId,
                        now)
                == 1;
    }

    /** One is gone, while it is open; what is full or over stays as it was. */
    void fewer(String teamId, boolean paid) {
        sql.change(
                "UPDATE ord_team SET joined = joined - 1, paid = paid - ? WHERE team_id = ? AND state = 'OPEN'",
                paid ? 1 : 0,
                teamId);
    }

    boolean expire(String teamId, Instant now) {
        return sql.change(
                        "UPDATE ord_team SET state = 'EXPIRED' WHERE team_id = ? AND state = 'OPEN' AND ends_at <= ?",
                        teamId,
                        now)
                == 1;
    }

    /** @return false when it is not {@code from} any more */
    boolean move(String orderId, Standing from, Standing to) {
        return sql.change("UPDATE ord_team_order SET state = ? WHERE order_id = ? AND state = ?", to, orderId, from)
                == 1;
    }

    Optional<Team> lock(String teamId) {
        return sql.one(TEAM + " WHERE team_id = ? FOR UPDATE", TeamTable::team, teamId);
    }

    Optional<Team> byCode(String code) {
        return sql.one(TEAM + " WHERE code = ?", TeamTable::team, code);
    }

    /** @return of which team a group's order is */
    Optional<Team> ofGroup(String groupId) {
        return sql.one(
                TEAM + " WHERE team_id = (SELECT m.team_id FROM ord_team_order m WHERE m.group_id = ? LIMIT 1)",
                TeamTable::team,
                groupId);
    }

    List<Member> members(Collection<String> orderIds) {
        return sql.list(
                MEMBER + " WHERE m.order_id IN (" + Sql.marks(orderIds.size()) + ") ORDER BY m.team_id, m.order_id",
                TeamTable::member,
                orderIds.toArray());
    }

    Optional<Member> member(String orderId) {
        return sql.one(MEMBER + " WHERE m.order_id = ?", TeamTable::member, orderId);
    }

    /** @return whether a buyer is in it */
    boolean has(String teamId, String accountId) {
        return sql.one(
                        "SELECT 1 AS one FROM ord_team_order m JOIN ord_group g ON g.group_id = m.group_id"
                                + " WHERE m.team_id = ? AND m.state <> 'LEFT' AND g.account_id = ? LIMIT 1",
                        row -> row.integer("one"),
                        teamId,
                        accountId)
                .isPresent();
    }

    /** @return pieces that a buyer has in all teams of a promotion */
    long bought(String promotionId, String accountId) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(m.pieces), 0) AS SIGNED) AS pieces FROM ord_team_order m"
                                + " JOIN ord_group g ON g.group_id = m.group_id"
                                + " WHERE m.promotion_id = ? AND m.state <> 'LEFT' AND g.account_id = ?",
                        row -> row.number("pieces"),
                        promotionId,
                        accountId)
                .orElseThrow();
    }

    /** @return open teams whose time is over, after one */
    List<String> overdue(Instant now, String after, int limit) {
        return sql.list(
                "SELECT team_id FROM ord_team WHERE state = 'OPEN' AND ends_at <= ? AND team_id > ? ORDER BY team_id LIMIT ?",
                row -> row.string("team_id"),
                now,
                after,
                limit);
    }

    /** @return orders of teams in that state that have not come to their end, after one */
    List<Member> left(State state, String after, int limit) {
        String standing = state == State.FULL ? "'PAID'" : "'JOINED', 'PAID'";
        return sql.list(
                MEMBER + " JOIN ord_team t ON t.team_id = m.team_id WHERE m.state IN (" + standing
                        + ") AND m.order_id > ? AND t.state = ? ORDER BY m.order_id LIMIT ?",
                TeamTable::member,
                after,
                state,
                limit);
    }

    private static Team team(Row row) {
        return new Team(
                row.string("team_id"),
                row.string("county_code"),
                row.string("promotion_id"),
                row.string("code"),
                row.integer("size"),
                row.integer("joined"),
                row.integer("paid"),
                row.constant("state", State.class),
                row.instant("opened_at"),
                row.instant("ends_at"));
    }

    private static Member member(Row row) {
        return new Member(
                row.string("order_id"),
                row.string("team_id"),
                row.string("promotion_id"),
                row.string("group_id"),
                row.integer("pieces"),
                row.constant("state", Standing.class));
    }
}
