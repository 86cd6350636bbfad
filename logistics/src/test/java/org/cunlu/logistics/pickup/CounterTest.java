package org.cunlu.logistics.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.StationWork.ScanKind.HAND_OVER;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.SHELVE;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.cunlu.accounts.Notices.Kind;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.logistics.OfflineCounter.Settled;
import org.cunlu.logistics.OneDone;
import org.cunlu.logistics.PickupCounter.Asking;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInRecipients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who comes with one code takes all that is his; who comes without one says who he is; nobody takes what is another's. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CounterTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Collecting collecting;

    @Inject
    OfflineCounter offline;

    @Inject
    ObjectMapper mapper;

    @Inject
    StandInRecipients recipients;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    private Caller keeper;
    private String name;
    private String wang;
    private String wangAgain;
    private String li;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void peopleOfTheVillage() {
        work.at(10, 0);
        keeper = anyKeeper();
        // Each order keeps its recipient anew, so the same person has two ids.
        name = "王" + work.ids.next();
        wang = named(name, "13900001234", "13655550000");
        wangAgain = named(name, "13900001234", null);
        li = named("李" + work.ids.next(), "13900009999", null);
    }

    @AfterEach
    void nothingIsOutOfOrder() {
        assertThat(audit.violations()).isEmpty();
    }

    private String named(String who, String phone, String representative) {
        String id = work.ids.next();
        recipients.name(id, who, phone, representative);
        return id;
    }

    @Test
    void oneCodeOpensAllOfOnePersonInOneActAndNothingOfHisNeighbours() {
        Booked one = ready(wang, 300);
        Booked two = ready(wangAgain, 250);
        Booked neighbours = ready(li, 0);
        work.answer(shelve(two, "甲-02"));
        var waits = collecting.look(keeper, byCode(one));
        assertThat(waits.parcels())
                .extracting(Collecting.Waits::barcode)
                .containsExactlyInAnyOrder(one.barcode(), two.barcode());
        assertThat(waits.parcels()).extracting(Collecting.Waits::shelf).containsOnly("甲-02", null);
        assertThat(waits.cashDueFen()).isEqualTo(550);

        var asking = byCode(one);
        assertThat(refusal(asking, null, 549).code()).isEqualTo("cash-mismatch");
        assertThat(refusal(asking, null, 549).problem("").facts()).containsEntry("cashDueFen", 550L);
        assertThat(work.state(one)).isEqualTo("READY");
        String key = work.ids.next();
        var done = collecting.handOver(keeper, asking, null, 550, key);
        assertThat(done).extracting(OneDone::state).containsExactly("HANDED_OVER", "HANDED_OVER");
        assertThat(collecting.handOver(keeper, asking, null, 550, key)).isEqualTo(done);
        assertThat(work.state(neighbours)).isEqualTo("READY");
        assertThat(work.sql.list(
                        "SELECT barcode FROM log_custody WHERE what = 'HAND_OVER' AND barcode IN (?, ?)",
                        row -> row.string("barcode"),
                        one.barcode(),
                        two.barcode()))
                .as("each its own scan")
                .containsExactlyInAnyOrder(one.barcode(), two.barcode());
    }

    @Test
    void aPhoneTakesAlongASignedListThatProvesCodesAndHoldsNone() throws Exception {
        Booked one = ready(wang, 0);
        Booked other = ready(li, 0);
        OfflineCounter.Taken taken = offline.take(keeper, VILLAGE11);
        while (!taken.complete()) {
            taken = offline.take(keeper, VILLAGE11);
        }
        var key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(offline.publicKey())));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update(taken.list().getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(taken.signature())))
                .isTrue();
        var list = mapper.readValue(taken.list(), OfflineList.Listed.class);
        assertThat(list.node()).isEqualTo(VILLAGE11);
        assertThat(list.account()).isEqualTo(keeper.accountId());
        assertThat(Duration.between(list.issuedAt(), list.expiresAt())).isEqualTo(Duration.ofHours(8));
        assertThat(taken.list()).doesNotContain(work.code(one)).doesNotContain(work.code(other));
        var entry = list.parcels().get(one.barcode());
        assertThat(entry.hash()).isEqualTo(hash(entry, list, work.code(one), one));
        assertThat(entry.hash())
                .as("each code is bound to its parcel")
                .isNotEqualTo(hash(entry, list, work.code(other), one))
                .isNotEqualTo(hash(entry, list, work.code(one), other));
        assertThat(offline.take(keeper, VILLAGE11).list()).as("reckoned once").contains(entry.hash());
        assertThat(catchThrowableOfType(ProblemException.class, () -> offline.take(keeper, TOWN1))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatAPhoneSaysOfACodeIsNamedAndOpensNothing() {
        Booked one = ready(wang, 0);
        assertThat(settled(one, "00000000", true)).isEqualTo(Settled.CONTRADICTED);
        assertThat(settled(one, "00000000", false)).isEqualTo(Settled.NEVER_PROVED);
        assertThat(work.state(one)).isEqualTo("READY");
        assertThat(settled(one, work.code(one), true)).isEqualTo(Settled.CONFIRMED);
        assertThat(settled(ready(wang, 0), null, false)).isEqualTo(Settled.PROVED_LATER);
        assertThat(work.sql.list(
                        "SELECT state_after AS v FROM ker_trail WHERE act = 'logistics.offline-hand-over' AND actor = ?",
                        row -> row.string("v").split(" ")[0],
                        keeper.accountId()))
                .as("the same sent again is written once")
                .containsExactlyInAnyOrder("CONTRADICTED", "NEVER_PROVED");
    }

    /** Sent twice, as by a phone whose answer was lost. @param code null for its own */
    private Settled settled(Booked booked, String code, boolean checked) {
        Scan scan = work.handOver(VILLAGE11, booked.barcode(), code == null ? work.code(booked) : code, null);
        Settled first = offline.settle(
                keeper, scan, work.desk.scan(keeper, List.of(scan)).getFirst(), checked);
        assertThat(offline.settle(
                        keeper, scan, work.desk.scan(keeper, List.of(scan)).getFirst(), checked))
                .isEqualTo(first);
        return first;
    }

    private static String hash(OfflineList.Entry entry, OfflineList.Listed list, String code, Booked booked)
            throws GeneralSecurityException {
        String said = code + "|" + booked.barcode() + "|" + list.node();
        var spec = new PBEKeySpec(said.toCharArray(), Base64.getDecoder().decode(entry.salt()), list.iterations(), 256);
        return Base64.getEncoder()
                .encodeToString(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded());
    }

    @Test
    void onlyThoseThatAreChosenAndTheOthersGoOnWaiting() {
        Booked one = ready(wang, 300);
        Booked two = ready(wangAgain, 250);
        Booked neighbours = ready(li, 0);
        var asking = byCode(one);
        assertThat(refusal(asking, List.of(two.barcode(), neighbours.barcode()), 250)
                        .code())
                .isEqualTo("parcel-not-his");
        assertThat(collecting.handOver(keeper, asking, List.of(two.barcode()), 250, work.ids.next()))
                .extracting(OneDone::state)
                .containsExactly("HANDED_OVER");
        assertThat(work.state(one)).isEqualTo("READY");
        assertThat(collecting.handOver(keeper, byCode(one), null, 300, work.ids.next()))
                .hasSize(1);
    }

    @Test
    void aKeyBelongsToOneRequestWhateverItAsks() {
        Booked one = ready(wang, 300);
        String key = work.ids.next();
        var asking = byCode(one);
        collecting.handOver(keeper, asking, null, 300, key);
        var other =
                catchThrowableOfType(ProblemException.class, () -> collecting.handOver(keeper, asking, null, 200, key));
        assertThat(other.code()).isEqualTo("key-reused");
    }

    @Test
    void nameWithLastDigitsOpensWithoutACodeAndStandsInTheTrail() {
        Booked one = ready(wang, 0);
        Booked two = ready(wangAgain, 0);
        var asking = new Asking(VILLAGE11, null, new Claimant(name, "1234", null));
        assertThat(collecting.look(keeper, asking).parcels()).hasSize(2);
        assertThat(collecting.handOver(keeper, asking, null, 0, work.ids.next()))
                .extracting(OneDone::state)
                .containsExactly("HANDED_OVER", "HANDED_OVER");
        for (Booked each : List.of(one, two)) {
            assertThat(trail(each.barcode())).contains(keeper.accountId() + " logistics.pickup-named HIMSELF");
        }
        assertThat(trail(VILLAGE11)).contains(keeper.accountId() + " logistics.pickup-named 2 parcels");
    }

    @Test
    void aRepresentativeCollectsByHisOwnNumberAndOnlyForHim() {
        Booked one = ready(wang, 0);
        Booked notHis = ready(wangAgain, 0);
        var stranger = new Asking(VILLAGE11, null, new Claimant(name, null, "13655550001"));
        assertThat(refusal(stranger, null, 0).code()).isEqualTo("recipient-wrong");
        var son = new Asking(VILLAGE11, null, new Claimant(name, null, "13655550000"));
        assertThat(collecting.handOver(keeper, son, null, 0, work.ids.next()))
                .extracting(OneDone::barcode)
                .containsExactly(one.barcode());
        assertThat(work.state(notHis)).isEqualTo("READY");
        assertThat(trail(one.barcode())).contains(keeper.accountId() + " logistics.pickup-named REPRESENTATIVE");
    }

    @Test
    void guessesOfNamesAreCountedWithThoseOfCodes() {
        Booked one = ready(wang, 0);
        for (int guess = 0; guess < 3; guess++) {
            assertThat(refusal(new Asking(VILLAGE11, null, new Claimant(name, "000" + guess, null)), null, 0)
                            .code())
                    .isEqualTo("recipient-wrong");
        }
        assertThat(refusal(new Asking(VILLAGE11, "00000000", null), null, 0).code())
                .isEqualTo("pickup-code-wrong");
        // The fourth wrong one leaves a fifth; the fifth locks.
        var right = new Asking(VILLAGE11, null, new Claimant(name, "1234", null));
        assertThat(collecting.look(keeper, right).parcels()).hasSize(1);
        refusal(new Asking(VILLAGE11, null, new Claimant("王五", "1234", null)), null, 0);
        var locked = refusal(right, null, 0);
        assertThat(locked.code()).isEqualTo("too-many-guesses");
        assertThat(locked.status()).isEqualTo(429);
        assertThat(collecting.look(anyKeeper(), right).parcels()).hasSize(1);
        clock.set(work.now().plus(Duration.ofMinutes(10)));
        assertThat(collecting.look(keeper, right).parcels()).hasSize(1);
        assertThat(work.state(one)).isEqualTo("READY");
    }

    @Test
    void aScanByNameNeedsTheParcelInHandAndIsCountedAgainstIt() {
        Booked one = ready(wang, 0);
        assertThat(work.answer(claim(VILLAGE11, null, new Claimant(name, "1234", null))))
                .isEqualTo("scan-invalid");
        assertThat(work.answer(claim(VILLAGE11, one, new Claimant(name, "12345", null))))
                .isEqualTo("scan-invalid");
        assertThat(work.answer(claim(VILLAGE11, one, new Claimant(name, "1234", "13655550000"))))
                .isEqualTo("scan-invalid");
        for (int guess = 0; guess < 5; guess++) {
            assertThat(scanned(anyKeeper(), claim(VILLAGE11, one, new Claimant(name, "000" + guess, null))))
                    .isEqualTo("recipient-wrong");
        }
        assertThat(scanned(keeper, claim(VILLAGE11, one, new Claimant(name, "1234", null))))
                .as("locked for everybody")
                .isEqualTo("too-many-guesses");
        clock.set(work.now().plus(Duration.ofMinutes(10)));
        assertThat(scanned(keeper, claim(VILLAGE11, one, new Claimant(name, "1234", null))))
                .isEqualTo("HANDED_OVER");
    }

    @Test
    void nameAndNumberTellNothingElsewhereAndTheCodeTellsTheRecipientOnce() {
        Booked one = ready(wang, 0);
        Caller elsewhere = Work.keeper(TOWN2);
        assertThat(scanned(elsewhere, claim(TOWN2, one, new Claimant(name, "1234", null))))
                .isEqualTo("parcel-unknown");
        assertThat(recipients.told(wang)).isEmpty();
        for (int time = 0; time < 2; time++) {
            assertThat(scanned(elsewhere, work.handOver(TOWN2, one.barcode(), work.code(one), null)))
                    .isEqualTo("wrong-station");
        }
        assertThat(recipients.told(wang)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.PARCEL_ELSEWHERE);
            assertThat(told.facts()).containsEntry("station", "节点 " + VILLAGE11);
        });
    }

    @Test
    void ofTwoWhoCollectTheSameAtOnceOneGetsEachParcel() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = named("赵" + work.ids.next(), "13700000001", null);
            Booked one = ready(id, 0);
            Booked two = ready(id, 0);
            var asking = byCode(one);
            var answers = Rivals.all(4, rival -> {
                try {
                    return collecting.handOver(anyKeeper(), asking, null, 0, work.ids.next());
                } catch (ProblemException late) {
                    assertThat(late.code()).isEqualTo("pickup-code-wrong");
                    return List.<OneDone>of();
                }
            });
            for (Booked each : List.of(one, two)) {
                assertThat(answers.stream()
                                .flatMap(List::stream)
                                .filter(done -> done.barcode().equals(each.barcode()) && done.code() == null))
                        .hasSize(1);
                assertThat(work.state(each)).isEqualTo("HANDED_OVER");
            }
        }
    }

    @Test
    void anothersCounterIsNoCounterOfHis() {
        Booked one = ready(wang, 0);
        var stranger = Work.keeper(VILLAGE12);
        var asking = byCode(one);
        var problem = catchThrowableOfType(ProblemException.class, () -> collecting.look(stranger, asking));
        assertThat(problem.status()).isEqualTo(404);
        assertThat(trail(VILLAGE11)).contains(stranger.accountId() + " logistics.collect.refused not-found");
    }

    private List<String> trail(String subject) {
        return work.sql.list(
                "SELECT CONCAT(actor, ' ', act, ' ', state_after) AS kept FROM ker_trail" + " WHERE subject = ?",
                row -> row.string("kept"),
                subject);
    }

    private Booked ready(String recipientId, long cashDueFen) {
        Booked booked = work.bookFor(recipientId, StorageClass.DRY, cashDueFen, VILLAGE11);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("READY");
        return booked;
    }

    private Asking byCode(Booked booked) {
        return new Asking(VILLAGE11, work.code(booked), null);
    }

    private Caller anyKeeper() {
        return new Caller(
                work.ids.next(), List.of(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11))));
    }

    private ProblemException refusal(Asking asking, List<String> chosen, long cashFen) {
        return catchThrowableOfType(
                ProblemException.class, () -> collecting.handOver(keeper, asking, chosen, cashFen, work.ids.next()));
    }

    private String scanned(Caller caller, Scan scan) {
        return Work.told(work.desk.scan(caller, List.of(scan)).getFirst());
    }

    private Scan claim(String node, Booked booked, Claimant claimant) {
        return ScanDraft.of(work.ids.next(), "gun-1", HAND_OVER, node)
                .madeAt(work.now())
                .parcel(booked == null ? null : booked.barcode())
                .claimant(claimant)
                .scan();
    }

    private Scan shelve(Booked booked, String place) {
        return ScanDraft.of(work.ids.next(), "gun-1", SHELVE, VILLAGE11)
                .madeAt(work.now())
                .parcel(booked.barcode())
                .place(place)
                .scan();
    }
}
