package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.accounts.grants.Staff.COUNTY;
import static org.cunlu.accounts.grants.Staff.STATION;
import static org.cunlu.accounts.grants.Staff.grant;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** People who give roles to each other over HTTP. */
abstract class GivingHouse implements TestPropertyProvider {
    static final Grant KEEPER = grant(Role.STATION_KEEPER, Kind.NODE, STATION);

    static final Grant DISPATCHER = grant(Role.DISPATCHER, Kind.SUBTREE, COUNTY);

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Grants grants;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Inject
    Auditor auditor;

    Staff staff;

    Door door;

    Member operator;

    Member person;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("grants", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return properties;
    }

    @BeforeAll
    void appointAnOperator() {
        staff = Staff.at(server);
        door = staff.door();
        operator = staff.operator();
    }

    @BeforeEach
    void somebodySignsUp() {
        person = staff.member();
    }

    @AfterEach
    void allNodesAreOpenAndAllGrantsAreInOrder() {
        StandInCounty.CLOSED.clear();
        assertThat(auditor.run())
                .filteredOn(row -> !row.clean())
                .extracting(AuditRow::examples)
                .isEmpty();
    }

    List<String> trailOf(Member subject) {
        return transactions.read(() -> sql.list(
                "SELECT actor, act, state_before, state_after FROM ker_trail WHERE subject = ? ORDER BY trail_id",
                row -> row.string("act") + " by "
                        + row.string("actor").replace(operator.id(), "operator") + ": "
                        + row.string("state_before") + " -> " + row.string("state_after"),
                subject.id()));
    }
}
