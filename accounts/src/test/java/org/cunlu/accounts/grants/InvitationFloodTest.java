package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody who makes ten thousand invitations, on two instances at once. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationFloodTest {
    private static final Grant KEEPER = Staff.grant(Role.STATION_KEEPER, Kind.NODE, Staff.STATION);
    private static final int FLOOD = 10_000;
    private static final int OPEN_MAX = 100;
    private static final int PER_DAY = 200;

    private final ArrayList<EmbeddedServer> instances = new ArrayList<>();
    private Staff staff;

    @BeforeAll
    void startTwo() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("flood", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        instances.add(ApplicationContext.run(EmbeddedServer.class, room, "test"));
        instances.add(ApplicationContext.run(EmbeddedServer.class, room, "test"));
        staff = Staff.at(instances.getFirst());
    }

    @AfterAll
    void stopThem() {
        instances.forEach(EmbeddedServer::close);
    }

    @Test
    void getsAHundredThatAreOpenAndNotOneRowMore() throws Exception {
        Member giver = staff.operator();
        long began = System.nanoTime();
        Map<String, Long> outcomes = flood(giver, FLOOD);
        System.out.println(FLOOD + " invitations in " + (System.nanoTime() - began) / 1_000_000 + " ms: " + outcomes);
        assertThat(outcomes).containsOnlyKeys("made", "too-many-open", "too-many-invitations");
        assertThat(outcomes).containsEntry("made", (long) OPEN_MAX);
        assertThat(rows("acc_invitation WHERE given_by = ?", giver)).isEqualTo(OPEN_MAX);
        assertThat(rows("ker_trail WHERE act = 'accounts.invite' AND actor = ?", giver))
                .isEqualTo(OPEN_MAX);
        assertThat(rows("ker_trail WHERE act = 'accounts.invite.refused' AND actor = ?", giver))
                .isEqualTo(FLOOD - OPEN_MAX);
        assertThat(rows("acc_grant WHERE given_by = ?", giver)).isZero();
    }

    @Test
    void getsTwoHundredADayHoweverManyAreTakenBack() {
        Member giver = staff.operator();
        var offering = staff.bean(Offering.class);
        int made = 0;
        String refusal = "";
        while (refusal.isEmpty() && made <= PER_DAY) {
            try {
                var offer = offering.invite(giver.id(), "in and out " + made, KEEPER, null);
                offering.withdraw(giver.id(), offer.invitation().invitationId());
                made++;
            } catch (ProblemException e) {
                refusal = e.code();
            }
        }
        assertThat(refusal).isEqualTo("too-many-invitations");
        // The bucket fills evenly, so a slow machine gets one or two more.
        assertThat(made).isBetween(PER_DAY, PER_DAY + 2);
        assertThat(rows("acc_invitation WHERE given_by = ?", giver)).isEqualTo(made);
        Member other = staff.operator();
        offering.invite(other.id(), "somebody else", KEEPER, null);
    }

    private Map<String, Long> flood(Member giver, int many) throws Exception {
        var tries = new ArrayList<Callable<String>>();
        for (int i = 0; i < many; i++) {
            int n = i;
            var offering = instances.get(n % 2).getApplicationContext().getBean(Offering.class);
            tries.add(() -> {
                try {
                    offering.invite(giver.id(), "flood " + n, KEEPER, null);
                    return "made";
                } catch (ProblemException e) {
                    return e.code();
                }
            });
        }
        var outcomes = new ArrayList<String>();
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var outcome : crowd.invokeAll(tries)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes.stream().collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
    }

    private long rows(String where, Member giver) {
        return staff.bean(Transactions.class)
                .read(() -> staff.bean(Sql.class)
                        .one("SELECT COUNT(*) AS n FROM " + where, row -> row.number("n"), giver.id()))
                .orElseThrow();
    }
}
