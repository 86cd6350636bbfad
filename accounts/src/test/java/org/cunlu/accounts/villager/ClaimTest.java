package org.cunlu.accounts.villager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.Representation;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A villager takes his record over; two instances, one database. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimTest implements TestPropertyProvider {
    private static final String VILLAGERS = "/api/station/villagers";
    private static final String STATION = "500233112203";

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Representation representation;

    @Inject
    Recipients recipients;

    @Inject
    AddressBook addresses;

    @Inject
    MovableTime time;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private final Map<String, String> room = new LinkedHashMap<>();
    private EmbeddedServer otherServer;
    private Door door;
    private Answer keeper;
    private String villager;

    @Override
    public Map<String, String> getProperties() {
        room.putAll(TestServers.properties("claims", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeAll
    void startAnotherInstance() {
        otherServer = ApplicationContext.run(EmbeddedServer.class, new LinkedHashMap<String, Object>(room), "test");
    }

    @AfterAll
    void stopIt() {
        otherServer.close();
    }

    @BeforeEach
    void aVillager() {
        time.stop();
        door = Door.at(server);
        keeper = door.signUp(Door.anyPhone());
        accounts.grant(
                keeper.text("accountId"),
                new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, STATION)),
                "system");
        villager = begin(LocalDate.of(1950, 2, 3));
    }

    @AfterEach
    void goOn() {
        time.goOn();
    }

    @Test
    void joinsTheRecordToTheAccountOfWhoeverHasTheCode() {
        String sonPhone = Door.anyPhone();
        String son = door.signUp(sonPhone).text("accountId");
        authorise(sonPhone);
        String recipient = recipients.keep(villager, new Recipient("王秀英", "13800138000", null));
        addresses.remember(villager, new Address("王秀英", "13800138000", STATION, null));
        accounts.grant(villager, new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-CLAIMED")), "system");
        Answer person = door.signUp(Door.anyPhone());
        String into = person.text("accountId");
        String code = print();
        Answer merged = claim(person, code.toLowerCase().replace('-', ' ')).is(200);
        assertThat(merged.body()).containsEntry("accountId", villager);
        assertThat(representation.living(villager)).isEqualTo(into);
        assertThat(representation.living(into)).isEqualTo(into);
        assertThat(accounts.active(villager)).isFalse();
        assertThat(representation.mayActFor(son, villager)).isFalse();
        assertThat(recipients.find(into, List.of(recipient))).hasSize(1);
        assertThat(recipients.find(villager, List.of(recipient))).isEmpty();
        assertThat(addresses.of(into)).hasSize(1);
        assertThat(addresses.of(villager)).isEmpty();
        String shop = "SELECT COUNT(*) AS v FROM acc_grant WHERE scope_value = 'S-CLAIMED' AND standing = 1";
        assertThat(count(shop + " AND account_id = ?", into))
                .as("his shop stays his")
                .isEqualTo(1);
        assertThat(count(shop + " AND account_id = ?", villager)).isZero();
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM ker_outbox WHERE topic = 'accounts.account-merged'"
                                + " AND subject = ?",
                        into))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.merge' AND subject = ?", villager))
                .isEqualTo(1);
        // The record is the station's no more.
        door.get(VILLAGERS + "/" + villager + "?why=looking", keeper.text("accessToken"))
                .is(404);
    }

    @Test
    void givesTheSameAnswerToTheSamePersonAgainAndNothingToAnother() {
        Answer person = door.signUp(Door.anyPhone());
        String code = print();
        Answer first = claim(person, code).is(200);
        assertThat(claim(person, code).is(200).body()).isEqualTo(first.body());
        claim(door.signUp(Door.anyPhone()), code).is(400, "claim-code-wrong");
        assertThat(merges()).isEqualTo(1);
    }

    @Test
    void takesNoCodeAfterSevenDaysNorOneThatANewerReplaced() {
        Answer person = door.signUp(Door.anyPhone());
        String replaced = print();
        String code = print();
        claim(person, replaced).is(400, "claim-code-wrong");
        time.forward(Duration.ofDays(7));
        person = signedInAgain(person);
        keeper = signedInAgain(keeper);
        claim(person, code).is(400, "claim-code-wrong");
        String fresh = print();
        time.forward(Duration.ofDays(7).minusSeconds(1));
        claim(signedInAgain(person), fresh).is(200);
    }

    @Test
    void doesNotLetWhoActsForTheVillagerOrKeepsHisRecordTakeIt() {
        String sonPhone = Door.anyPhone();
        Answer son = door.signUp(sonPhone);
        authorise(sonPhone);
        String code = print();
        claim(son, code).is(409, "claim-not-yours");
        claim(keeper, code).is(409, "claim-not-yours");
        assertThat(accounts.active(villager)).isTrue();
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.claim.refused' AND actor = ?",
                        son.text("accountId")))
                .isEqualTo(1);
        claim(door.signUp(Door.anyPhone()), code).is(200);
    }

    @Test
    void boundsGuessing() {
        Answer guesser = door.signUp(Door.anyPhone());
        String code = print();
        for (int i = 0; i < 10; i++) {
            claim(guesser, ClaimCode.next().printed()).is(400, "claim-code-wrong");
        }
        claim(guesser, code).is(429, "too-many-claims");
        // From another address just the same; and another person is not hindered by it.
        door = door.from(Door.anyAddress());
        claim(guesser, code).is(429, "too-many-claims");
        claim(door.signUp(Door.anyPhone()), code).is(200);
    }

    @Test
    void letsOneOfManyRivalsHaveIt() throws Exception {
        String code = print();
        List<Answer> rivals = IntStream.range(0, 8)
                .mapToObj(i -> door.signUp(Door.anyPhone()))
                .toList();
        Door otherDoor = Door.at(otherServer);
        List<Callable<Integer>> claims = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> (i % 2 == 0 ? door : otherDoor)
                        .post(
                                "/api/auth/claims",
                                Map.of("claimCode", code),
                                rivals.get(i).text("accessToken"))
                        .status())
                .toList();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var statuses =
                    pool.invokeAll(claims).stream().map(Future::resultNow).toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 400).hasSize(7);
        }
        assertThat(merges()).isEqualTo(1);
        assertThat(representation.living(villager)).isNotEqualTo(villager);
    }

    @Test
    void letsOnePersonAskTwiceAtOnce() throws Exception {
        String code = print();
        Answer person = door.signUp(Door.anyPhone());
        Callable<Integer> claim = () -> claim(person, code).status();
        try (var pool = Executors.newFixedThreadPool(4)) {
            assertThat(pool.invokeAll(List.of(claim, claim, claim, claim)))
                    .extracting(Future::resultNow)
                    .containsOnly(200);
        }
        assertThat(merges()).isEqualTo(1);
    }

    private Answer signedInAgain(Answer person) {
        // Its token is old by now; the account is the same.
        return door.refresh(person.text("refreshToken")).is(200);
    }

    private String begin(LocalDate born) {
        var wish = Map.of(
                "name",
                "王秀英",
                "villageCode",
                STATION,
                "birthDate",
                born.toString(),
                "consent",
                Map.of("way", "PAPER", "on", "2025-01-02", "reference", "柜3"));
        return door.send(
                        "POST",
                        VILLAGERS,
                        wish,
                        "Bearer " + keeper.text("accessToken"),
                        Map.of("Idempotency-Key", "key-" + Door.anyPhone() + Door.anyPhone()))
                .is(201)
                .text("accountId");
    }

    private void authorise(String phone) {
        var authority = Map.of(
                "kind",
                "REPRESENTATIVE",
                "phone",
                phone,
                "agreed",
                Map.of("way", "PAPER", "on", "2025-01-02", "reference", "柜3"));
        door.post(VILLAGERS + "/" + villager + "/representatives", authority, keeper.text("accessToken"))
                .is(201);
    }

    private String print() {
        return door.post(VILLAGERS + "/" + villager + "/claim-code", null, keeper.text("accessToken"))
                .is(201)
                .text("claimCode");
    }

    private Answer claim(Answer person, String code) {
        return door.post("/api/auth/claims", Map.of("claimCode", code), person.text("accessToken"));
    }

    private long merges() {
        return count("SELECT COUNT(*) AS v FROM acc_merge WHERE account_id = ? AND used_at IS NOT NULL", villager);
    }

    private long count(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.number("v"), id))
                .orElseThrow();
    }
}
