package org.cunlu.accounts.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody's own addresses, through the door. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressBookTest implements TestPropertyProvider {
    private static final String DOOR = "/api/shop/addresses";
    private static final String VILLAGE = "500233112203";
    private static final String NOWHERE = "500233999999";

    @Inject
    EmbeddedServer server;

    @Inject
    AddressBook book;

    @Inject
    Auditor auditor;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Door door;
    private Answer person;

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("addresses", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        person = door.signUp(Door.anyPhone());
    }

    @Test
    void givesBackWhatWasKeptAndTheFirstIsTheUsualOne() {
        String home = add(village(" 王秀英 ", "+86 138 0013 8000")).is(201).text("addressId");
        String city = add(outside("王小满", "解放碑1号 🍊")).is(201).text("addressId");
        assertThat(items()).extracting(each -> each.get("addressId")).containsExactly(home, city);
        assertThat(items()).extracting(each -> each.get("usual")).containsExactly(true, false);
        assertThat(one(home).is(200).body().get("address"))
                .isEqualTo(Map.of("name", "王秀英", "phone", "13800138000", "villageCode", VILLAGE));
        assertThat(one(city).is(200).body().get("address"))
                .isEqualTo(Map.of(
                        "name", "王小满",
                        "phone", "13900139000",
                        "outside", Map.of("province", "重庆市", "city", "渝中区", "street", "解放碑1号 🍊")));
    }

    @Test
    void oneKeyKeepsOneAndTheSameAddressStandsThereOnce() {
        String key = UUID.randomUUID().toString();
        String first = add(key, village("王秀英", "13800138000")).is(201).text("addressId");
        assertThat(add(key, village("王秀英", "13800138000")).is(201).text("addressId"))
                .isEqualTo(first);
        add(key, village("王秀兰", "13800138000")).is(409);
        assertThat(add(village("王 秀英", "138-0013-8000")).is(201).text("addressId"))
                .isEqualTo(first);
        assertThat(items()).hasSize(1);
        assertThat(door.post(DOOR, village("王秀英", "13800138000"), token()).status())
                .isEqualTo(400);
    }

    @Test
    void anothersIsAsOneThatIsNotThere() {
        String own = add(village("王秀英", "13800138000")).is(201).text("addressId");
        Answer other = door.signUp(Door.anyPhone());
        for (String id : List.of(own, "0ABCDEFGHJKMN", "x")) {
            String path = DOOR + "/" + id;
            String stranger = other.text("accessToken");
            var answers = List.of(
                    door.get(path, stranger),
                    door.put(path, village("李四", "13700137000"), stranger),
                    door.put(path + "/usual", Map.of(), stranger),
                    door.send("DELETE", path, null, "Bearer " + stranger));
            assertThat(answers).extracting(Answer::status).containsOnly(404);
            assertThat(answers).extracting(each -> each.text("code")).containsOnly("not-found");
        }
        assertThat(one(own).is(200).body().toString()).contains("王秀英");
        assertThat(door.get(DOOR, other.text("accessToken")).is(200).body().get("items"))
                .isEqualTo(List.of());
        assertThat(door.get(DOOR, null).status()).isEqualTo(401);
    }

    @Test
    void refusesWhatIsNoAddressAndSaysWhichFieldItIs() {
        add(village("王秀英", "12345")).is(400, "phone-invalid");
        add(village(" ", "13800138000")).is(400);
        add(village("王\u202e秀英", "13800138000")).is(400, "name-invalid");
        add(Map.of("name", "王秀英", "phone", "13800138000", "villageCode", NOWHERE))
                .is(400, "village-unknown");
        add(Map.of("name", "王秀英", "phone", "13800138000")).is(400, "address-invalid");
        var both = new HashMap<>(outside("王秀英", "解放碑1号"));
        both.put("villageCode", VILLAGE);
        add(both).is(400, "address-invalid");
        add(outside("王秀英", "路".repeat(200))).is(201);
        add(outside("王秀英", "路".repeat(201))).is(400);
        assertThat(items()).hasSize(1);
    }

    @Test
    void isChangedMadeTheUsualOneAndTakenOutByItsOwner() {
        String first = add(village("王秀英", "13800138000")).text("addressId");
        String second = add(village("李四", "13700137000")).text("addressId");
        String third = add(outside("赵六", "解放碑1号")).text("addressId");
        usual(second).is(204);
        usual(second).is(204);
        assertThat(items()).extracting(each -> each.get("addressId")).containsExactly(second, third, first);
        door.put(DOOR + "/" + first, outside("王秀英", "朝天门2号"), token()).is(204);
        door.put(DOOR + "/" + first, outside("王秀英", "朝天门2号"), token()).is(204);
        assertThat(one(first).body().toString()).contains("朝天门2号").doesNotContain(VILLAGE);
        door.put(DOOR + "/" + first, village("李四", "13700137000"), token()).is(409, "address-known");
        remove(second).is(204);
        remove(second).is(404);
        assertThat(items()).extracting(each -> each.get("usual")).containsExactly(true, false);
        assertThat(items().getFirst().get("addressId")).isEqualTo(third);
        remove(third).is(204);
        remove(first).is(204);
        assertThat(items()).isEmpty();
    }

    @Test
    void twentyAreTheMostAlsoWhenManyComeAtOnce() throws Exception {
        add(village("第0", "13800138000")).is(201);
        List<Callable<Integer>> adding = IntStream.rangeClosed(1, AddressBook.MAX + 4)
                .mapToObj(n -> (Callable<Integer>)
                        () -> add(village("第" + n, "13800138000")).status())
                .toList();
        try (var pool = Executors.newFixedThreadPool(6)) {
            var answers = pool.invokeAll(adding).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn(status -> status == 201).hasSize(AddressBook.MAX - 1);
            assertThat(answers).filteredOn(status -> status == 409).hasSize(5);
        }
        assertThat(items()).hasSize(AddressBook.MAX);
        assertThat(items()).filteredOn(each -> each.get("usual").equals(true)).hasSize(1);
        add(village("多了", "13800138000")).is(409, "too-many-addresses");
        assertThat(book.remember(id(), new Address("多了", "13800138000", VILLAGE, null)))
                .isFalse();
        // One that is there already is no further one.
        assertThat(book.remember(id(), new Address("第0", "13800138000", VILLAGE, null)))
                .isTrue();
    }

    @Test
    void afterAnOrderItIsKeptOnceAndWhatIsNoneIsNot() {
        var address = new Address("王秀英", "13800138000", VILLAGE, null);
        assertThat(book.remember(id(), address)).isTrue();
        assertThat(book.remember(id(), address)).isTrue();
        assertThat(book.remember(id(), new Address("王秀英", "12", VILLAGE, null))).isFalse();
        assertThat(book.remember(id(), new Address("王秀英", "13800138000", NOWHERE, null)))
                .isFalse();
        assertThat(items()).hasSize(1);
    }

    @Test
    void keepsNothingInPlainAndGoesWithItsOwner() {
        add(outside("买买提", "解放碑9号")).is(201);
        transactions
                .read(() -> sql.list(
                        "SELECT CONCAT(name_sealed, phone_sealed, street_sealed) AS v FROM acc_address WHERE account_id = ?",
                        row -> new String(row.bytes("v"), StandardCharsets.UTF_8),
                        id()))
                .forEach(row -> assertThat(row).doesNotContain("买买提", "13900139000", "解放碑"));
        var data = door.get("/api/auth/data", token()).is(200);
        assertThat(data.body().get("addresses").toString()).contains("买买提", "13900139000", "解放碑9号");
        door.post("/api/auth/erasure", Map.of("password", Door.PASSWORD), token())
                .is(200);
        assertThat(book.of(id())).isEmpty();
    }

    @Test
    void twoBooksBecomeOneWithOneUsualAddress() {
        Answer record = door.signUp(Door.anyPhone());
        var shared = new Address("王秀英", "13800138000", VILLAGE, null);
        for (String account : List.of(id(), record.text("accountId"))) {
            book.remember(account, shared);
        }
        book.remember(record.text("accountId"), new Address("李四", "13700137000", VILLAGE, null));
        book.handOver(record.text("accountId"), id());
        assertThat(book.of(record.text("accountId"))).isEmpty();
        assertThat(book.of(id())).extracting(AddressBook.Kept::usual).containsExactly(true, false);
        Answer empty = door.signUp(Door.anyPhone());
        book.handOver(id(), empty.text("accountId"));
        assertThat(book.of(empty.text("accountId")))
                .extracting(AddressBook.Kept::usual)
                .containsExactly(true, false);
    }

    @Test
    void theAuditFindsABookWithoutAUsualAddress() {
        String id = add(village("王秀英", "13800138000")).text("addressId");
        assertThat(broken()).isZero();
        transactions.run(() -> sql.change("UPDATE acc_address SET usual = NULL WHERE address_id = ?", id));
        assertThat(broken()).isEqualTo(1);
        usual(id).is(204);
        assertThat(broken()).isZero();
    }

    private long broken() {
        return auditor.run().stream()
                .filter(row -> row.name().equals("whoever has addresses has one usual one"))
                .findFirst()
                .orElseThrow()
                .violations();
    }

    private static Map<String, Object> village(String name, String phone) {
        return Map.of("name", name, "phone", phone, "villageCode", VILLAGE);
    }

    private static Map<String, Object> outside(String name, String street) {
        return Map.of(
                "name",
                name,
                "phone",
                "13900139000",
                "outside",
                Map.of("province", "重庆市", "city", "渝中区", "street", street));
    }

    private Answer add(Object address) {
        return add(UUID.randomUUID().toString(), address);
    }

    private Answer add(String key, Object address) {
        return door.send("POST", DOOR, address, "Bearer " + token(), Map.of("Idempotency-Key", key));
    }

    private Answer one(String id) {
        return door.get(DOOR + "/" + id, token());
    }

    private Answer usual(String id) {
        return door.send("PUT", DOOR + "/" + id + "/usual", null, "Bearer " + token());
    }

    private Answer remove(String id) {
        return door.send("DELETE", DOOR + "/" + id, null, "Bearer " + token());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> items() {
        return (List<Map<String, Object>>)
                door.get(DOOR, token()).is(200).body().get("items");
    }

    private String id() {
        return person.text("accountId");
    }

    private String token() {
        return person.text("accessToken");
    }
}
