package org.cunlu.accounts.grants;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** People of a county who give each other roles over the API, each with an authenticator in his hand. */
public record Staff(EmbeddedServer server, Door door) {
    public static final String COUNTY = "500233";
    public static final String STATION = "500233112203";

    public static Staff at(EmbeddedServer server) {
        return new Staff(server, Door.at(server));
    }

    /** Somebody signed in. */
    public record Member(String id, String phone, String token) {}

    /** @param roles given by the system */
    public Member member(Grant... roles) {
        String phone = Door.anyPhone();
        Answer tokens = door.from(Door.anyAddress()).signUp(phone);
        String id = tokens.text("accountId");
        for (Grant role : roles) {
            bean(Accounts.class).grant(id, role, "system");
        }
        codes().enrol(id);
        return new Member(id, phone, tokens.text("accessToken"));
    }

    public Member operator() {
        return member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, COUNTY));
    }

    public Answer fresh(Member who, String method, String path, Object body) {
        return door.fresh(method, path, body, who.token(), codes().next(who.id()));
    }

    public Answer give(Member giver, Member recipient, Grant grant) {
        return fresh(giver, "POST", "/api/auth/grants", order(recipient.phone(), grant));
    }

    public Answer give(Member giver, Member recipient, Grant grant, String from, String until) {
        var order = order(recipient.phone(), grant);
        if (from != null) {
            order.put("from", from);
        }
        if (until != null) {
            order.put("until", until);
        }
        return fresh(giver, "POST", "/api/auth/grants", order);
    }

    public Answer end(Member by, String grantId) {
        return fresh(by, "DELETE", "/api/auth/grants/" + grantId, null);
    }

    public Answer approve(Member by, String proposalId) {
        return fresh(by, "POST", "/api/auth/grants/proposals/" + proposalId + "/approve", null);
    }

    public Answer decline(Member by, String proposalId) {
        return fresh(by, "POST", "/api/auth/grants/proposals/" + proposalId + "/decline", null);
    }

    /** @return what somebody holds, without being a consumer */
    public List<Grant> held(Member who) {
        return bean(Grants.class).of(who.id()).stream()
                .filter(grant -> grant.role() != Role.CONSUMER)
                .toList();
    }

    /** @return acts and outcomes of somebody, oldest first */
    public List<String> trail(Member actor) {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .list(
                                "SELECT act, state_after FROM ker_trail WHERE actor = ? ORDER BY trail_id",
                                row -> row.string("act") + " " + row.string("state_after"),
                                actor.id()));
    }

    public FreshCodes codes() {
        return new FreshCodes(server.getApplicationContext());
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public static Map<String, Object> order(String phone, Grant grant) {
        return new HashMap<>(Map.of(
                "phone",
                phone,
                "role",
                grant.role().name(),
                "scope",
                Map.of(
                        "kind",
                        grant.scope().kind().name(),
                        "value",
                        grant.scope().value())));
    }

    public static Grant grant(Role role, Kind kind, String value) {
        return new Grant(role, new Scope(kind, value));
    }
}
